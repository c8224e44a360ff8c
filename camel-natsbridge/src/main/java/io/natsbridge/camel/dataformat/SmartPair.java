/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dataformat;

import io.natsbridge.camel.BodyMode;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.HashMode;
import io.natsbridge.camel.bridge.TargetPlatform;
import io.natsbridge.camel.bridge.UnsafeNumbers;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.PrivateAddresses;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/** The two processors behind the data format, and their options. */
abstract class SmartPair extends ServiceSupport implements CamelContextAware {

    final SmartSend send = new SmartSend();
    final SmartReceive receive = new SmartReceive();

    SmartPair() {}

    @Override
    protected void doInit() {
        ServiceHelper.initService(send, receive);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(send, receive);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(send, receive);
    }

    @Override
    public CamelContext getCamelContext() {
        return send.getCamelContext();
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        send.setCamelContext(camelContext);
        receive.setCamelContext(camelContext);
    }

    /** Base URLs of the file servers, separated by commas; else the environment's {@code FILESERVER_URL}, else {@code http://localhost:8080}. */
    public void setFileserverUrl(String fileserverUrl) {
        send.setFileserverUrl(fileserverUrl);
        receive.setFileserverUrl(fileserverUrl);
    }

    /** The user name that protects uploads, and with which protected files are fetched. */
    public void setFileserverUser(String fileserverUser) {
        send.setFileserverUser(fileserverUser);
        receive.setFileserverUser(fileserverUser);
    }

    /** The password that protects uploads, and with which protected files are fetched. */
    public void setFileserverPassword(String fileserverPassword) {
        send.setFileserverPassword(fileserverPassword);
        receive.setFileserverPassword(fileserverPassword);
    }

    /** The file server's user token. */
    public void setFileserverToken(String fileserverToken) {
        send.setFileserverToken(fileserverToken);
        receive.setFileserverToken(fileserverToken);
    }

    /** How often an upload or a download is tried in all, at least 1. */
    public void setMaxRetries(int maxRetries) {
        send.setMaxRetries(maxRetries);
        receive.setMaxRetries(maxRetries);
    }

    /** The wait before the second try, in milliseconds. */
    public void setBaseDelay(long baseDelay) {
        send.setBaseDelay(baseDelay);
        receive.setBaseDelay(baseDelay);
    }

    /** The longest wait between two tries, in milliseconds. */
    public void setMaxDelay(long maxDelay) {
        send.setMaxDelay(maxDelay);
        receive.setMaxDelay(maxDelay);
    }

    /** The directory in which bytes wait that are too many for memory. */
    public void setSpoolDirectory(String spoolDirectory) {
        send.setSpoolDirectory(spoolDirectory);
        receive.setSpoolDirectory(spoolDirectory);
    }

    /** Bytes up to which a stream waits in memory. */
    public void setSpoolThreshold(int spoolThreshold) {
        send.setSpoolThreshold(spoolThreshold);
        receive.setSpoolThreshold(spoolThreshold);
    }

    /** TLS towards the file server. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        send.setSslContextParameters(sslContextParameters);
        receive.setSslContextParameters(sslContextParameters);
    }

    /** The subject that the envelope names as its target. */
    public void setSubject(String subject) {
        send.setSubject(subject);
    }

    /** The broker's URL that the envelope names; nothing connects to it. */
    public void setServers(String servers) {
        send.setServers(servers);
    }

    /** Stores payloads that travel by link. */
    public void setFileserverUploadHandler(FileserverUploadHandler fileserverUploadHandler) {
        send.setFileserverUploadHandler(fileserverUploadHandler);
    }

    /** A Camel endpoint that stores payloads in place of the handler. */
    public void setClaimCheckUri(String claimCheckUri) {
        send.setClaimCheckUri(claimCheckUri);
    }

    /** Bytes from which on a payload travels by link. */
    public void setSizeThreshold(Long sizeThreshold) {
        send.setSizeThreshold(sizeThreshold);
    }

    /** The platform that receives. */
    public void setTargetPlatform(TargetPlatform targetPlatform) {
        send.setTargetPlatform(targetPlatform);
    }

    /** What becomes of numbers that the platform cannot read from JSON. */
    public void setUnsafeNumbers(UnsafeNumbers unsafeNumbers) {
        send.setUnsafeNumbers(unsafeNumbers);
    }

    /** The payload type of a body that is one plain value. */
    public void setPayloadType(String payloadType) {
        send.setPayloadType(payloadType);
    }

    /** The name of a body that is one plain value. */
    public void setDataname(String dataname) {
        send.setDataname(dataname);
    }

    /** The correlation id of every message. */
    public void setCorrelationId(String correlationId) {
        send.setCorrelationId(correlationId);
    }

    /** What the message is for. */
    public void setMsgPurpose(String msgPurpose) {
        send.setMsgPurpose(msgPurpose);
    }

    /** The name of the sender. */
    public void setSenderName(String senderName) {
        send.setSenderName(senderName);
    }

    /** The id of the sender. */
    public void setSenderId(String senderId) {
        send.setSenderId(senderId);
    }

    /** The name of the receiver. */
    public void setReceiverName(String receiverName) {
        send.setReceiverName(receiverName);
    }

    /** The id of the receiver. */
    public void setReceiverId(String receiverId) {
        send.setReceiverId(receiverId);
    }

    /** The subject that the receiver may answer to. */
    public void setReplyTo(String replyTo) {
        send.setReplyTo(replyTo);
    }

    /** The id of the message that is answered. */
    public void setReplyToMsgId(String replyToMsgId) {
        send.setReplyToMsgId(replyToMsgId);
    }

    /** Whether an uploaded file is gone once its first byte was read: {@code true}, {@code false}, {@code auto}. */
    public void setOneShot(String oneShot) {
        send.setOneShot(oneShot);
    }

    /** How long an uploaded file lives, in milliseconds. */
    public void setLinkTtl(long linkTtl) {
        send.setLinkTtl(linkTtl);
    }

    /** How tables are compressed. */
    public void setArrowCompression(ArrowCompression arrowCompression) {
        send.setArrowCompression(arrowCompression);
    }

    /** Which payloads carry their SHA-256. */
    public void setHash(HashMode hash) {
        send.setHash(hash);
    }

    /** Fetches payloads that travel by link. */
    public void setFileserverDownloadHandler(FileserverDownloadHandler fileserverDownloadHandler) {
        receive.setFileserverDownloadHandler(fileserverDownloadHandler);
    }

    /** Comma-separated base URLs of further file servers that links may point to. */
    public void setAllowedFileservers(String allowedFileservers) {
        receive.setAllowedFileservers(allowedFileservers);
    }

    /** Comma-separated pairs from=to of origins. */
    public void setDownloadUrlMappings(String downloadUrlMappings) {
        receive.setDownloadUrlMappings(downloadUrlMappings);
    }

    /** Which file servers' host names may lead to addresses that are not public. */
    public void setPrivateAddresses(PrivateAddresses privateAddresses) {
        send.setPrivateAddresses(privateAddresses);
        receive.setPrivateAddresses(privateAddresses);
    }

    /** The largest file that is fetched, in bytes. */
    public void setMaxDownloadBytes(long maxDownloadBytes) {
        receive.setMaxDownloadBytes(maxDownloadBytes);
    }

    /** How many payloads a message may hold. */
    public void setMaxPayloads(int maxPayloads) {
        receive.setMaxPayloads(maxPayloads);
    }

    /** How long the downloads of a message may take, in milliseconds, beside what their size allows for. */
    public void setDownloadTimeout(long downloadTimeout) {
        receive.setDownloadTimeout(downloadTimeout);
    }

    /** What the body becomes. */
    public void setBodyMode(BodyMode bodyMode) {
        receive.setBodyMode(bodyMode);
    }

    /** When links are downloaded. */
    public void setFetch(FetchMode fetch) {
        receive.setFetch(fetch);
    }

    /** Whether fetched files are deleted once the exchange has completed. */
    public void setDeleteAfterAck(boolean deleteAfterAck) {
        receive.setDeleteAfterAck(deleteAfterAck);
    }

    /** Whether a payload without SHA-256 is refused. */
    public void setRequireHash(boolean requireHash) {
        receive.setRequireHash(requireHash);
    }
}
