package io.bucketwarden.access.log;

/** Which field of a line has the bytes of an object that went to the caller, or came from it. */
enum Payload {
    SENT,
    RECEIVED,
    /** Neither: what else is answered, such as listings, and what is copied within S3. */
    NONE;

    static Payload of(String operation) {
        return switch (operation) {
            case "REST.GET.OBJECT",
                    "WEBSITE.GET.OBJECT",
                    "REST.POST.SELECT",
                    "REST.SELECT.OBJECT",
                    "REST.GET.TORRENT",
                    "SOAP.GetObject",
                    "SOAP.GetObjectExtended" -> SENT;
            case "REST.PUT.OBJECT", "REST.POST.OBJECT", "REST.PUT.PART", "SOAP.PutObject", "SOAP.PutObjectInline" ->
                RECEIVED;
            default -> NONE;
        };
    }

    long bytes(LogLine line, int status) {
        if (status < 200 || status >= 300) {
            return 0;
        }
        return switch (this) {
            case SENT -> line.number(Field.BYTES_SENT);
            case RECEIVED -> line.number(Field.OBJECT_SIZE);
            case NONE -> 0;
        };
    }
}
