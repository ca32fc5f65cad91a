package io.bucketwarden.access;

import java.util.Random;

/** Callers of which the first make most requests, as Zipf has it: the second half as many as the first, and so on. */
final class GeneratedCallers {

    private static final int SESSIONS = 40;
    private static final String[] AGENTS = {
        "aws-sdk-java/2.25.11 Linux/5.10.210-201.852.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/21.0.2+13-LTS Java/21.0.2",
        "Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#5.10.210 md/arch#x86_64 lang/python#3.11.8 cfg/retry-mode#legacy",
        "aws-cli/2.15.30 Python/3.11.8 Linux/6.1.0-18-amd64 exe/x86_64.debian.12 prompt/off command/s3.cp",
        "Hadoop 3.3.6, aws-sdk-java/1.12.367 Linux/5.10.205 OpenJDK_64-Bit_Server_VM/17.0.9+8-LTS java/17.0.9 scala/2.12.17",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36",
        "APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) terraform-provider-aws/5.39.1",
        "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10.205 OpenJDK_64-Bit_Server_VM/25.372-b08]",
        "my \"internal\" tool/1.2 (a \\\"quoted\\\" comment)",
        "curl/8.5.0",
        "-"
    };
    private static final String[] TLS = {"TLSv1.2", "TLSv1.2", "TLSv1.3", "TLSv1.2", "TLSv1.3", "TLSv1.2", "TLSv1.1"};

    /** Who calls, with what and from where. */
    record Caller(String requester, String userAgent, String ip, String tls, boolean isStranger, boolean isS3) {

        boolean isRole() {
            return requester.contains(":assumed-role/");
        }
    }

    private final Caller[] callers;
    private final double[] upTo;

    GeneratedCallers(int count, Random random) {
        callers = new Caller[count];
        upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
            callers[i] = caller(i, random);
        }
    }

    Caller next(Random random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return callers[low];
    }

    /** The name of one of a role's sessions. */
    static String session(Random random) {
        return "/eks-prod-pod-" + random.nextInt(SESSIONS);
    }

    private static Caller caller(int i, Random random) {
        var account = "%012d".formatted(111_111_111_111L + i % 5);
        var agent = AGENTS[i % AGENTS.length];
        var ip =
                switch (i % 4) {
                    case 0, 1 -> "10." + i / 256 % 256 + "." + i % 256 + "." + (1 + random.nextInt(250));
                    case 2 -> (11 + i / 65_536) + "." + i / 256 % 256 + "." + i % 256 + "." + (1 + random.nextInt(250));
                    default ->
                        "2001:db8:" + Integer.toHexString(i % 65_536) + "::"
                                + Integer.toHexString(1 + random.nextInt(65_535));
                };
        var tls = i % 31 == 30 ? "-" : TLS[random.nextInt(TLS.length)];
        return switch (i % 20) {
            case 7 -> new Caller("svc:cloudtrail.amazonaws.com", "-", ip, tls, false, false);
            case 11 -> new Caller("AmazonS3", "-", "-", "-", false, true);
            case 13, 17 -> new Caller("-", AGENTS[4], ip, tls, true, false);
            case 3, 9, 19 ->
                new Caller("arn:aws:iam::" + account + ":user/team/person" + i, agent, ip, tls, false, false);
            case 5 -> new Caller("%064x".formatted(0x1234_5678L * (i + 1)), agent, ip, tls, false, false);
            default -> new Caller("arn:aws:sts::" + account + ":assumed-role/app-" + i, agent, ip, tls, false, false);
        };
    }
}
