"""moto's server, but for two things: it delivers no access logs by itself, since those that it makes have not the form of S3's,
and it keeps the key format of access logs, which it would forget."""

import sys

from moto.s3.models import S3Backend
from moto.s3.responses import ActionResult, S3Response
from moto.server import main

S3Backend.log_incoming_request = lambda self, request, bucket_name: None


def get_bucket_logging(self, without_format=S3Response.get_bucket_logging):
    """The answer of moto, which is made where it is serialized, and the key format as it was written."""
    serialized, logging = self.serialized, self.backend.get_bucket_logging(self.bucket_name)

    def with_format(answer: ActionResult):
        if logging and "TargetObjectKeyFormat" in logging:
            answer.result["LoggingEnabled"]["TargetObjectKeyFormat"] = {
                name: fields or {} for name, fields in logging["TargetObjectKeyFormat"].items()}
        return serialized(answer)

    self.serialized = with_format
    try:
        return without_format(self)
    finally:
        del self.serialized


S3Response.get_bucket_logging = get_bucket_logging
sys.exit(main())
