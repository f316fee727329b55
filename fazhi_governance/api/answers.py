"""A file as the answer to a request."""

import os
from mimetypes import guess_type
from typing import BinaryIO
from urllib.parse import quote

from werkzeug.wrappers import Response
from werkzeug.wsgi import FileWrapper

BLOCK = 1 << 16


def answer_with_file(filename: str, file: BinaryIO) -> Response:
	"""Sent block by block: Frappe's own way of answering with a file holds all of it in memory."""
	mimetype, _encoding = guess_type(filename)
	response = Response(FileWrapper(file, BLOCK), mimetype=mimetype, direct_passthrough=True)
	response.content_length = os.fstat(file.fileno()).st_size
	response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
	return response
