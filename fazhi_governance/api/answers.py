"""A file as the answer to a request."""

from io import SEEK_END, BytesIO
from mimetypes import guess_type
from typing import BinaryIO
from urllib.parse import quote

from werkzeug.wrappers import Response
from werkzeug.wsgi import FileWrapper

BLOCK = 1 << 16


def answer_with_file(filename: str, file: BinaryIO | bytes) -> Response:
	"""Sent block by block: Frappe's own way of answering with a file holds a large one in memory twice."""
	if isinstance(file, bytes):
		file = BytesIO(file)
	length = file.seek(0, SEEK_END)
	file.seek(0)
	mimetype, _encoding = guess_type(filename)
	response = Response(FileWrapper(file, BLOCK), mimetype=mimetype, direct_passthrough=True)
	response.content_length = length
	response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
	return response
