package io.bucketwarden.access.log;

/**
 * The fields of a line by their places. New ones are appended to them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3 server access log format</a>
 */
final class Field {

    static final int OWNER = 0;
    static final int BUCKET = 1;
    static final int TIME = 2;
    static final int REMOTE_IP = 3;
    static final int REQUESTER = 4;
    static final int REQUEST_ID = 5;
    static final int OPERATION = 6;
    static final int KEY = 7;
    static final int REQUEST_URI = 8;
    static final int STATUS = 9;
    static final int ERROR_CODE = 10;
    static final int BYTES_SENT = 11;
    static final int OBJECT_SIZE = 12;
    static final int TOTAL_TIME = 13;
    static final int TURN_AROUND = 14;
    static final int REFERER = 15;
    static final int USER_AGENT = 16;
    static final int VERSION_ID = 17;
    static final int HOST_ID = 18;
    static final int SIGNATURE = 19;
    static final int CIPHER_SUITE = 20;
    static final int AUTHENTICATION = 21;
    static final int HOST_HEADER = 22;
    static final int TLS_VERSION = 23;
    static final int ACCESS_POINT = 24;
    static final int ACL_REQUIRED = 25;
    static final int SOURCE_REGION = 26;
    static final int COUNT = 27;

    private Field() {}
}
