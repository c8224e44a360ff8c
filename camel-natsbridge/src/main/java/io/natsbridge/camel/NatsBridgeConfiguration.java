/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.HashMode;
import io.natsbridge.camel.bridge.TargetPlatform;
import io.natsbridge.camel.bridge.UnsafeNumbers;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.PrivateAddresses;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Every option of the component, as Camel binds it. What it means and which values it takes stands in each option's description; {@link OptionCheck} holds the rules.
 */
@UriParams
public class NatsBridgeConfiguration implements Cloneable {

    @UriPath(
            description =
                    "The NATS subject. A consumer may use wildcards: an asterisk for one token, a greater-than sign at the end for all that follow.")
    @Metadata(required = true)
    private String subject;

    @UriParam(
            label = "common",
            description =
                    "Comma-separated URLs of the brokers. Without it the environment variable NATS_URL, else nats://localhost:4222. Credentials do not belong here: use username, password or token.")
    private String servers;

    @UriParam(
            label = "common,advanced",
            description =
                    "A jnats connection to use instead of one that the component opens. The component never closes or drains it.")
    private Connection connection;

    @UriParam(
            label = "common,advanced",
            defaultValue = "2000",
            javaType = "java.time.Duration",
            description = "How long connecting to one broker may take.")
    private long connectionTimeout = 2000L;

    @UriParam(
            label = "common,advanced",
            defaultValue = "20000",
            javaType = "java.time.Duration",
            description = "How often a connection is checked with a ping.")
    private long pingInterval = 20000L;

    @UriParam(
            label = "common,advanced",
            defaultValue = "2",
            description = "How many pings may be unanswered before a connection counts as broken.")
    private int maxPingsOut = 2;

    @UriParam(
            label = "common,advanced",
            defaultValue = "true",
            description = "Whether a broken connection is opened again.")
    private boolean reconnect = true;

    @UriParam(
            label = "common,advanced",
            defaultValue = "250",
            javaType = "java.time.Duration",
            description =
                    "The shortest wait between two tries to reconnect; it doubles up to 20 times this, with jitter.")
    private long reconnectTimeWait = 250L;

    @UriParam(
            label = "common,advanced",
            defaultValue = "-1",
            description = "How many times a server is tried before it is given up; -1 is without limit.")
    private int maxReconnectAttempts = -1;

    @UriParam(
            label = "common,advanced",
            defaultValue = "false",
            description = "Whether the broker keeps back messages that this connection itself sent.")
    private boolean noEcho;

    @UriParam(
            label = "common,advanced",
            defaultValue = "false",
            description = "Whether the servers are tried in the order they are written in.")
    private boolean noRandomizeServers;

    @UriParam(
            label = "common,advanced",
            description =
                    "The name under which the broker lists the connection. Without it the name of the Camel context.")
    private String connectionName;

    @UriParam(
            label = "common,advanced",
            defaultValue = "_INBOX.",
            description = "The prefix of the subjects on which replies arrive; ends with a dot.")
    private String inboxPrefix = "_INBOX.";

    @UriParam(label = "common,security", description = "A NATS credentials file (JWT and NKey).")
    private String credentialsFilePath;

    @UriParam(label = "common,security", description = "A file that holds an NKey seed.")
    private String nkeyPath;

    @UriParam(label = "common,security", secret = true, description = "The user name for the broker.")
    private String username;

    @UriParam(label = "common,security", secret = true, description = "The password for the broker.")
    private String password;

    @UriParam(label = "common,security", secret = true, description = "The token for the broker.")
    private String token;

    @UriParam(
            label = "common,security",
            defaultValue = "false",
            description =
                    "Whether the connection must use TLS. Host names are verified. Without sslContextParameters the JVM's trust store decides.")
    private boolean secure;

    @UriParam(
            label = "common,security",
            description =
                    "TLS towards the broker and the file server. Given, the connection must use TLS; host names are verified.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "common",
            description =
                    "Base URL of the file server, a Plik; or nats-object://bucket, a bucket of the broker's object store. Several, separated by commas, share the uploads message by message, and take over from one that fails. Without it the environment variable FILESERVER_URL, else http://localhost:8080.")
    private String fileserverUrl;

    @UriParam(
            label = "common,advanced",
            description = "Stores payloads that travel by link. The default speaks to what fileserverUrl names.")
    private FileserverUploadHandler fileserverUploadHandler;

    @UriParam(
            label = "common,advanced",
            description =
                    "Fetches payloads that travel by link, wherever they lead. The default speaks to Plik servers, to HTTP servers and to object stores.")
    private FileserverDownloadHandler fileserverDownloadHandler;

    @UriParam(
            label = "common,security",
            secret = true,
            description =
                    "The user name that protects uploads, and with which protected ones are fetched (Plik's password protection).")
    private String fileserverUser;

    @UriParam(
            label = "common,security",
            secret = true,
            description = "The password that protects uploads, and with which protected ones are fetched.")
    private String fileserverPassword;

    @UriParam(
            label = "common,security",
            secret = true,
            description = "A user token of the file server (Plik's X-PlikToken).")
    private String fileserverToken;

    @UriParam(
            label = "common,advanced",
            defaultValue = "5",
            description = "How often an upload or a download is tried in all; at least 1.")
    private int maxRetries = 5;

    @UriParam(
            label = "common,advanced",
            defaultValue = "100",
            javaType = "java.time.Duration",
            description =
                    "The wait before the second try of an upload or a download; it doubles with each further one, with jitter.")
    private long baseDelay = 100L;

    @UriParam(
            label = "common,advanced",
            defaultValue = "5000",
            javaType = "java.time.Duration",
            description = "The longest wait between two tries of an upload or a download.")
    private long maxDelay = 5000L;

    @UriParam(
            label = "common,advanced",
            description =
                    "The directory in which streams wait that are too large for memory; files in it are readable by their owner only. Without it the JVM's temporary directory.")
    private String spoolDirectory;

    @UriParam(
            label = "common,advanced",
            defaultValue = "4194304",
            description = "Bytes up to which a stream waits in memory. Takes units: 4MB.")
    private int spoolThreshold = 4194304;

    @UriParam(
            label = "producer",
            javaType = "long",
            defaultValue = "1000000",
            description =
                    "Bytes from which on a payload travels by link. Takes units: 500KB. Without it the environment variable SIZE_THRESHOLD, else 1000000. However high it is, the largest payloads move to links until the message fits the broker's max_payload.")
    private Long sizeThreshold;

    @UriParam(
            label = "producer",
            defaultValue = "any",
            enums = "any,julia,javascript,python,micropython",
            description =
                    "The platform that receives. Tables take the one form it reads, and what it cannot read is refused before anything is sent. On a consumer: the platform that its replies go to.")
    private TargetPlatform targetPlatform = TargetPlatform.ANY;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "refuse",
            enums = "refuse,convert",
            description =
                    "What becomes of numbers in dictionaries, JSON tables and metadata that the targetPlatform cannot read from JSON: NaN, infinities, and for javascript integers beyond 2^53. refuse: nothing is sent. convert: they are written as it reads them: for python as the bare words NaN, Infinity and -Infinity, else as null; large integers for javascript as text. On a consumer: those in its replies.")
    private UnsafeNumbers unsafeNumbers = UnsafeNumbers.REFUSE;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether the message is published. If not, the JSON of the envelope becomes the body.")
    private boolean publish = true;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description =
                    "Whether an exchange completes only when the broker has the message. Confirmations are shared by all messages under way, so that throughput does not fall to one message a round trip.")
    private boolean publishConfirm = true;

    @UriParam(
            label = "producer",
            defaultValue = "20000",
            javaType = "java.time.Duration",
            description = "How long a request (InOut) waits for its reply.")
    private long requestTimeout = 20000L;

    @UriParam(
            label = "producer",
            enums = "text,dictionary,arrowtable,jsontable,table,image,audio,video,binary",
            description =
                    "The payload type of a body that is one plain value. Without it the type follows from the body's Java type.")
    private String payloadType;

    @UriParam(label = "producer", defaultValue = "payload", description = "The name of a body that is one plain value.")
    private String dataname = "payload";

    @UriParam(
            label = "producer",
            description =
                    "A Camel endpoint, usually direct, that stores a payload in place of the upload handler: it gets the payload as body and answers with the link.")
    private String claimCheckUri;

    @UriParam(
            label = "producer",
            description =
                    "The correlation id of every message. Without it each message gets a new one, or keeps that of the message it answers.")
    private String correlationId;

    @UriParam(label = "producer", defaultValue = "chat", description = "What the message is for: free text.")
    private String msgPurpose = "chat";

    @UriParam(label = "producer", defaultValue = "NATSBridge", description = "The name of the sender.")
    private String senderName = "NATSBridge";

    @UriParam(label = "producer", description = "The id of the sender. Without it one is made for the Camel context.")
    private String senderId;

    @UriParam(label = "producer", description = "The name of the receiver.")
    private String receiverName;

    @UriParam(label = "producer", description = "The id of the receiver.")
    private String receiverId;

    @UriParam(label = "producer", description = "The subject that the receiver may answer to.")
    private String replyTo;

    @UriParam(label = "producer", description = "The id of the message that is answered.")
    private String replyToMsgId;

    @UriParam(
            label = "producer",
            defaultValue = "auto",
            enums = "auto,true,false",
            description =
                    "Whether an uploaded file is gone once its first byte was read: true, false, or auto, which is only for the reply to a request, where exactly one reader is certain.")
    private String oneShot = "auto";

    @UriParam(
            label = "producer",
            defaultValue = "86400000",
            javaType = "java.time.Duration",
            description = "How long an uploaded file lives.")
    private long linkTtl = 86400000L;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "none",
            enums = "none,lz4,zstd",
            description =
                    "How tables are compressed. Only none is read by every peer; lz4 and zstd need arrow-compression on the class path.")
    private ArrowCompression arrowCompression = ArrowCompression.NONE;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "link",
            enums = "link,all,none",
            description = "Which payloads carry their SHA-256.")
    private HashMode hash = HashMode.LINK;

    @UriParam(label = "consumer", description = "The queue group: of all its members one gets each message.")
    private String queueName;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description = "How many exchanges run at once; 1 keeps the order of the messages.")
    private int concurrentConsumers = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "1024",
            description =
                    "How many messages may wait for the route. What arrives beyond that, or beyond 64 MiB, is dropped, counted and logged: core NATS has no backpressure.")
    private int maxInFlight = 1024;

    @UriParam(
            label = "consumer",
            defaultValue = "auto",
            enums = "auto,list,envelope,attachments",
            description =
                    "What the body is: auto, one payload's natural value or a list of Payload; list, always the list; envelope, the Envelope; attachments, the first payload's natural value, with the others as attachments.")
    private BodyMode bodyMode = BodyMode.AUTO;

    @UriParam(
            label = "consumer",
            defaultValue = "eager",
            enums = "eager,lazy",
            description =
                    "When links are downloaded: eager, before the exchange starts; lazy, when the route first reads the payload.")
    private FetchMode fetch = FetchMode.EAGER;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description =
                    "Whether a fetched file is deleted from the file server once its exchange has completed. Only for a subject with one consumer.")
    private boolean deleteAfterAck;

    @UriParam(
            label = "consumer,security",
            description =
                    "Comma-separated base URLs of the file servers that links may point to, beside fileserverUrl: of a Plik; of any HTTP server with /* at the end, which allows any path below and a query (pre-signed links); nats-object://bucket.")
    private String allowedFileservers;

    @UriParam(
            label = "consumer,security",
            description = "Comma-separated pairs from=to of origins: links to the first are fetched from the second.")
    private String downloadUrlMappings;

    @UriParam(
            label = "security",
            defaultValue = "own",
            enums = "own,all,none",
            description =
                    "Which file servers' host names may lead to addresses that are not public (of this machine, of a private network): own, those of fileserverUrl and of the targets of downloadUrlMappings; all; none. One that is given by its address may be anywhere.")
    private PrivateAddresses privateAddresses = PrivateAddresses.OWN;

    @UriParam(
            label = "consumer,security",
            defaultValue = "10737418240",
            description = "The largest file that is fetched, in bytes. Takes units: 1GB.")
    private long maxDownloadBytes = 10737418240L;

    @UriParam(label = "consumer,security", defaultValue = "64", description = "How many payloads a message may hold.")
    private int maxPayloads = 64;

    @UriParam(
            label = "consumer",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description =
                    "How long the downloads of a message may take, beside what a rate of 16 KiB a second allows for their size.")
    private long downloadTimeout = 60000L;

    @UriParam(
            label = "consumer,security",
            defaultValue = "false",
            description = "Whether a payload without SHA-256 is refused.")
    private boolean requireHash;

    @UriParam(
            label = "consumer,security",
            description =
                    "Comma-separated subjects, wildcards allowed, that a request may name in its envelope to be answered on. Without it all but those that begin with a dollar sign. A NATS reply inbox is always answered.")
    private String allowedReplySubjects;

    @UriParam(
            label = "consumer,security",
            defaultValue = "true",
            description = "Whether a failed request is answered with a fixed code, not with the text of the exception.")
    private boolean muteException = true;

    @UriParam(
            label = "common,advanced",
            description =
                    "Which headers pass between Camel and NATS. The default keeps back Camel*, org.apache.camel* and Nats-*, whatever the case.")
    private HeaderFilterStrategy headerFilterStrategy;

    @UriParam(
            label = "common,jetstream",
            description =
                    "Whether messages go through a JetStream stream: a send is complete when the stream has stored the message, and a received message is acknowledged when its exchange is complete.")
    private boolean jetstreamEnabled;

    @UriParam(label = "common,jetstream", description = "The stream. Without it the one that takes the subject.")
    private String jetstreamName;

    @UriParam(
            label = "common,jetstream",
            description = "Whether a stream that is missing is made, on disk and for this subject alone.")
    private boolean createStream;

    @UriParam(
            label = "common,advanced,jetstream",
            defaultValue = "1",
            description =
                    "On how many servers of a cluster a stream is kept that createStream makes, 1 to 5. With 3 it outlives the loss of one.")
    private int streamReplicas = 1;

    @UriParam(
            label = "consumer,jetstream",
            description =
                    "The durable consumer, which remembers what was acknowledged and is shared by all that name it. Made if it is missing; one that is there is used as it is.")
    private String durableName;

    @UriParam(
            label = "consumer,jetstream",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description =
                    "How long the broker waits to hear of a message before it delivers it again. A route may take longer: the broker is told that it works.")
    private long ackWait = 30000L;

    @UriParam(
            label = "consumer,jetstream",
            defaultValue = "10",
            description = "How often a message is delivered before it is given up; -1 for any number.")
    private int maxDeliver = 10;

    @UriParam(
            label = "consumer,jetstream",
            defaultValue = "1000",
            javaType = "java.time.Duration",
            description =
                    "The wait before a message whose route failed is delivered again; it doubles with each delivery, up to 5 minutes.")
    private long nakDelay = 1000L;

    @UriParam(
            label = "consumer,jetstream",
            description =
                    "Where messages go that are given up: their bytes, with the reason in headers. A stream must take the subject. Without it they are logged and stay in their stream.")
    private String deadLetterSubject;

    @UriParam(
            label = "consumer,jetstream",
            description =
                    "Whether the route decides what becomes of a message, by the NatsBridgeManualAck in the header CamelNatsBridgeManualAck. Without it the end of the exchange decides.")
    private boolean manualAck;

    /** A copy that can be changed without changing this one. */
    public NatsBridgeConfiguration copy() {
        try {
            return (NatsBridgeConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject;
    }

    public String getServers() {
        return servers;
    }

    public void setServers(String servers) {
        this.servers = servers;
    }

    public Connection getConnection() {
        return connection;
    }

    public void setConnection(Connection connection) {
        this.connection = connection;
    }

    public long getConnectionTimeout() {
        return connectionTimeout;
    }

    public void setConnectionTimeout(long connectionTimeout) {
        this.connectionTimeout = connectionTimeout;
    }

    public long getPingInterval() {
        return pingInterval;
    }

    public void setPingInterval(long pingInterval) {
        this.pingInterval = pingInterval;
    }

    public int getMaxPingsOut() {
        return maxPingsOut;
    }

    public void setMaxPingsOut(int maxPingsOut) {
        this.maxPingsOut = maxPingsOut;
    }

    public boolean isReconnect() {
        return reconnect;
    }

    public void setReconnect(boolean reconnect) {
        this.reconnect = reconnect;
    }

    public long getReconnectTimeWait() {
        return reconnectTimeWait;
    }

    public void setReconnectTimeWait(long reconnectTimeWait) {
        this.reconnectTimeWait = reconnectTimeWait;
    }

    public int getMaxReconnectAttempts() {
        return maxReconnectAttempts;
    }

    public void setMaxReconnectAttempts(int maxReconnectAttempts) {
        this.maxReconnectAttempts = maxReconnectAttempts;
    }

    public boolean isNoEcho() {
        return noEcho;
    }

    public void setNoEcho(boolean noEcho) {
        this.noEcho = noEcho;
    }

    public boolean isNoRandomizeServers() {
        return noRandomizeServers;
    }

    public void setNoRandomizeServers(boolean noRandomizeServers) {
        this.noRandomizeServers = noRandomizeServers;
    }

    public String getConnectionName() {
        return connectionName;
    }

    public void setConnectionName(String connectionName) {
        this.connectionName = connectionName;
    }

    public String getInboxPrefix() {
        return inboxPrefix;
    }

    public void setInboxPrefix(String inboxPrefix) {
        this.inboxPrefix = inboxPrefix;
    }

    public String getCredentialsFilePath() {
        return credentialsFilePath;
    }

    public void setCredentialsFilePath(String credentialsFilePath) {
        this.credentialsFilePath = credentialsFilePath;
    }

    public String getNkeyPath() {
        return nkeyPath;
    }

    public void setNkeyPath(String nkeyPath) {
        this.nkeyPath = nkeyPath;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public boolean isSecure() {
        return secure;
    }

    public void setSecure(boolean secure) {
        this.secure = secure;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getFileserverUrl() {
        return fileserverUrl;
    }

    public void setFileserverUrl(String fileserverUrl) {
        this.fileserverUrl = fileserverUrl;
    }

    public FileserverUploadHandler getFileserverUploadHandler() {
        return fileserverUploadHandler;
    }

    public void setFileserverUploadHandler(FileserverUploadHandler fileserverUploadHandler) {
        this.fileserverUploadHandler = fileserverUploadHandler;
    }

    public FileserverDownloadHandler getFileserverDownloadHandler() {
        return fileserverDownloadHandler;
    }

    public void setFileserverDownloadHandler(FileserverDownloadHandler fileserverDownloadHandler) {
        this.fileserverDownloadHandler = fileserverDownloadHandler;
    }

    public String getFileserverUser() {
        return fileserverUser;
    }

    public void setFileserverUser(String fileserverUser) {
        this.fileserverUser = fileserverUser;
    }

    public String getFileserverPassword() {
        return fileserverPassword;
    }

    public void setFileserverPassword(String fileserverPassword) {
        this.fileserverPassword = fileserverPassword;
    }

    public String getFileserverToken() {
        return fileserverToken;
    }

    public void setFileserverToken(String fileserverToken) {
        this.fileserverToken = fileserverToken;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getBaseDelay() {
        return baseDelay;
    }

    public void setBaseDelay(long baseDelay) {
        this.baseDelay = baseDelay;
    }

    public long getMaxDelay() {
        return maxDelay;
    }

    public void setMaxDelay(long maxDelay) {
        this.maxDelay = maxDelay;
    }

    public String getSpoolDirectory() {
        return spoolDirectory;
    }

    public void setSpoolDirectory(String spoolDirectory) {
        this.spoolDirectory = spoolDirectory;
    }

    public int getSpoolThreshold() {
        return spoolThreshold;
    }

    public void setSpoolThreshold(int spoolThreshold) {
        this.spoolThreshold = spoolThreshold;
    }

    public Long getSizeThreshold() {
        return sizeThreshold;
    }

    public void setSizeThreshold(Long sizeThreshold) {
        this.sizeThreshold = sizeThreshold;
    }

    public TargetPlatform getTargetPlatform() {
        return targetPlatform;
    }

    public void setTargetPlatform(TargetPlatform targetPlatform) {
        this.targetPlatform = targetPlatform;
    }

    public UnsafeNumbers getUnsafeNumbers() {
        return unsafeNumbers;
    }

    public void setUnsafeNumbers(UnsafeNumbers unsafeNumbers) {
        this.unsafeNumbers = unsafeNumbers;
    }

    public boolean isPublish() {
        return publish;
    }

    public void setPublish(boolean publish) {
        this.publish = publish;
    }

    public boolean isPublishConfirm() {
        return publishConfirm;
    }

    public void setPublishConfirm(boolean publishConfirm) {
        this.publishConfirm = publishConfirm;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public String getPayloadType() {
        return payloadType;
    }

    public void setPayloadType(String payloadType) {
        this.payloadType = payloadType;
    }

    public String getDataname() {
        return dataname;
    }

    public void setDataname(String dataname) {
        this.dataname = dataname;
    }

    public String getClaimCheckUri() {
        return claimCheckUri;
    }

    public void setClaimCheckUri(String claimCheckUri) {
        this.claimCheckUri = claimCheckUri;
    }

    public String getCorrelationId() {
        return correlationId;
    }

    public void setCorrelationId(String correlationId) {
        this.correlationId = correlationId;
    }

    public String getMsgPurpose() {
        return msgPurpose;
    }

    public void setMsgPurpose(String msgPurpose) {
        this.msgPurpose = msgPurpose;
    }

    public String getSenderName() {
        return senderName;
    }

    public void setSenderName(String senderName) {
        this.senderName = senderName;
    }

    public String getSenderId() {
        return senderId;
    }

    public void setSenderId(String senderId) {
        this.senderId = senderId;
    }

    public String getReceiverName() {
        return receiverName;
    }

    public void setReceiverName(String receiverName) {
        this.receiverName = receiverName;
    }

    public String getReceiverId() {
        return receiverId;
    }

    public void setReceiverId(String receiverId) {
        this.receiverId = receiverId;
    }

    public String getReplyTo() {
        return replyTo;
    }

    public void setReplyTo(String replyTo) {
        this.replyTo = replyTo;
    }

    public String getReplyToMsgId() {
        return replyToMsgId;
    }

    public void setReplyToMsgId(String replyToMsgId) {
        this.replyToMsgId = replyToMsgId;
    }

    public String getOneShot() {
        return oneShot;
    }

    public void setOneShot(String oneShot) {
        this.oneShot = oneShot;
    }

    public long getLinkTtl() {
        return linkTtl;
    }

    public void setLinkTtl(long linkTtl) {
        this.linkTtl = linkTtl;
    }

    public ArrowCompression getArrowCompression() {
        return arrowCompression;
    }

    public void setArrowCompression(ArrowCompression arrowCompression) {
        this.arrowCompression = arrowCompression;
    }

    public HashMode getHash() {
        return hash;
    }

    public void setHash(HashMode hash) {
        this.hash = hash;
    }

    public String getQueueName() {
        return queueName;
    }

    public void setQueueName(String queueName) {
        this.queueName = queueName;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public BodyMode getBodyMode() {
        return bodyMode;
    }

    public void setBodyMode(BodyMode bodyMode) {
        this.bodyMode = bodyMode;
    }

    public FetchMode getFetch() {
        return fetch;
    }

    public void setFetch(FetchMode fetch) {
        this.fetch = fetch;
    }

    public boolean isDeleteAfterAck() {
        return deleteAfterAck;
    }

    public void setDeleteAfterAck(boolean deleteAfterAck) {
        this.deleteAfterAck = deleteAfterAck;
    }

    public String getAllowedFileservers() {
        return allowedFileservers;
    }

    public void setAllowedFileservers(String allowedFileservers) {
        this.allowedFileservers = allowedFileservers;
    }

    public String getDownloadUrlMappings() {
        return downloadUrlMappings;
    }

    public void setDownloadUrlMappings(String downloadUrlMappings) {
        this.downloadUrlMappings = downloadUrlMappings;
    }

    public PrivateAddresses getPrivateAddresses() {
        return privateAddresses;
    }

    public void setPrivateAddresses(PrivateAddresses privateAddresses) {
        this.privateAddresses = privateAddresses;
    }

    public long getMaxDownloadBytes() {
        return maxDownloadBytes;
    }

    public void setMaxDownloadBytes(long maxDownloadBytes) {
        this.maxDownloadBytes = maxDownloadBytes;
    }

    public int getMaxPayloads() {
        return maxPayloads;
    }

    public void setMaxPayloads(int maxPayloads) {
        this.maxPayloads = maxPayloads;
    }

    public long getDownloadTimeout() {
        return downloadTimeout;
    }

    public void setDownloadTimeout(long downloadTimeout) {
        this.downloadTimeout = downloadTimeout;
    }

    public boolean isRequireHash() {
        return requireHash;
    }

    public void setRequireHash(boolean requireHash) {
        this.requireHash = requireHash;
    }

    public String getAllowedReplySubjects() {
        return allowedReplySubjects;
    }

    public void setAllowedReplySubjects(String allowedReplySubjects) {
        this.allowedReplySubjects = allowedReplySubjects;
    }

    public boolean isMuteException() {
        return muteException;
    }

    public void setMuteException(boolean muteException) {
        this.muteException = muteException;
    }

    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    public boolean isJetstreamEnabled() {
        return jetstreamEnabled;
    }

    public void setJetstreamEnabled(boolean jetstreamEnabled) {
        this.jetstreamEnabled = jetstreamEnabled;
    }

    public String getJetstreamName() {
        return jetstreamName;
    }

    public void setJetstreamName(String jetstreamName) {
        this.jetstreamName = jetstreamName;
    }

    public boolean isCreateStream() {
        return createStream;
    }

    public void setCreateStream(boolean createStream) {
        this.createStream = createStream;
    }

    public int getStreamReplicas() {
        return streamReplicas;
    }

    public void setStreamReplicas(int streamReplicas) {
        this.streamReplicas = streamReplicas;
    }

    public String getDurableName() {
        return durableName;
    }

    public void setDurableName(String durableName) {
        this.durableName = durableName;
    }

    public long getAckWait() {
        return ackWait;
    }

    public void setAckWait(long ackWait) {
        this.ackWait = ackWait;
    }

    public int getMaxDeliver() {
        return maxDeliver;
    }

    public void setMaxDeliver(int maxDeliver) {
        this.maxDeliver = maxDeliver;
    }

    public long getNakDelay() {
        return nakDelay;
    }

    public void setNakDelay(long nakDelay) {
        this.nakDelay = nakDelay;
    }

    public String getDeadLetterSubject() {
        return deadLetterSubject;
    }

    public void setDeadLetterSubject(String deadLetterSubject) {
        this.deadLetterSubject = deadLetterSubject;
    }

    public boolean isManualAck() {
        return manualAck;
    }

    public void setManualAck(boolean manualAck) {
        this.manualAck = manualAck;
    }
}
