"""moto's server, but for one thing: it delivers no access logs by itself, since those that it makes have not the form of S3's."""

import sys

from moto.s3.models import S3Backend
from moto.server import main

S3Backend.log_incoming_request = lambda self, request, bucket_name: None
sys.exit(main())
