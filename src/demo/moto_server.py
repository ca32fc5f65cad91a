"""moto's server, but for three things: it delivers no access logs by itself, since those that it makes have not the form of S3's;
it keeps the key format of access logs, which it would forget; and for objects it leaves statements with a condition out of bucket
policies, since it would take each for met: whoever demands TLS would lock out everybody. The demo starts it, and so do all
integration tests (servers/Moto)."""

import json
import sys

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket, S3Backend
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


def get_permission(self, action: str, resource: str) -> PermissionResult:
    if self.policy is None:
        return PermissionResult.NEUTRAL
    document = json.loads(self.policy)
    statements = document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
    document["Statement"] = [statement for statement in statements if "Condition" not in statement]
    return IAMPolicy(json.dumps(document)).is_action_permitted(action, resource)


S3Response.get_bucket_logging = get_bucket_logging
FakeBucket.get_permission = get_permission
sys.exit(main())
