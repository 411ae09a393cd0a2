"""The Runtime API over one kept-alive connection.

It is spoken over a bare socket: importing http.client, or even socket, would be a part of every cold start. An answer
and the wish for the next invocation leave in one packet.
"""

import _socket
import sys
import time

from .marshal import to_json

PREFIX = "/2018-06-01/runtime/"
# The Runtime API refuses responses of more than 6 MB, and AWS's client logs that before it asks for the next event.
ALONE = 65536
# A larger buffer than this takes the kernel's help to get, at each reading.
HEAD_CHUNK = 16384
BODY_CHUNK = 262144


class RuntimeClient:
    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self._host = address.encode()
        self._socket = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
        self._socket.connect((host, int(port)))
        self._socket.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        self._received = b""

    def next(self, answer=b""):
        """Asks for the next invocation, and sends the answer to the last one along. Returns headers and payload."""
        get = self._request(b"GET", "invocation/next")
        if len(answer) > ALONE:
            self.send(answer)
            answer = b""
        self._socket.sendall(answer + get)
        if answer:
            complain(self._read()[0])
        status, headers, payload = self._read()
        if status != 200:
            raise RuntimeError("LAMBDA_RUNTIME Failed to get next invocation: No Response from endpoint")
        return headers, payload

    def restore_next(self):
        self._socket.sendall(self._request(b"GET", "restore/next"))
        status, _, body = self._read()
        if status != 200:
            raise RuntimeError("Request to Lambda Runtime 'restore/next' endpoint failed. Reason: '%d'" % status)
        return body

    def send(self, request):
        self._socket.sendall(request)
        complain(self._read()[0])

    def response(self, invocation, body, content_type):
        return self._post("invocation/%s/response" % invocation.request_id, body, content_type, echo(invocation))

    def invocation_error(self, invocation, body):
        path = "invocation/%s/error" % invocation.request_id
        return self._post(path, to_json(body).encode(), "application/json", echo(invocation))

    def error(self, path, body, error_type=None):
        header = "Lambda-Runtime-Function-Error-Type: %s\r\n" % (error_type or body["errorType"])
        return self._post(path, to_json(body).encode(), "application/json", header.encode())

    def _post(self, path, body, content_type, headers=b""):
        more = b"Content-Type: %s\r\nContent-Length: %d\r\n%s" % (content_type.encode(), len(body), headers)
        return self._request(b"POST", path, more) + body

    def _request(self, method, path, headers=b""):
        return b"%s %s%s HTTP/1.1\r\nHost: %s\r\n%s\r\n" % (method, PREFIX.encode(), path.encode(), self._host, headers)

    def _read(self):
        head = self._until_head()
        lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self._exactly(int(headers.get("content-length", 0)))
        return int(lines[0].split(" ")[1]), headers, body

    def _until_head(self):
        while b"\r\n\r\n" not in self._received:
            self._received += self._receive(HEAD_CHUNK)
        head, _, self._received = self._received.partition(b"\r\n\r\n")
        return head

    def _exactly(self, length):
        parts, missing = [self._received], length - len(self._received)
        while missing > 0:
            parts.append(self._receive(min(missing, BODY_CHUNK)))
            missing -= len(parts[-1])
        data = b"".join(parts)
        self._received = data[length:]
        return data[:length]

    def _receive(self, size):
        """Without the Runtime API there is nothing left to live for."""
        try:
            return self._socket.recv(size) or sys.exit(1)
        except ConnectionError:
            sys.exit(1)


def echo(invocation):
    """Tells a late answer to an earlier attempt from one to this."""
    if invocation.invocation_id is None:
        return b""
    return b"Lambda-Runtime-Invocation-Id: %s\r\n" % invocation.invocation_id.encode()


def complain(status):
    """The line of AWS's native client (aws-lambda-cpp), well known from responses that are too large."""
    if status >= 300:
        text = "Failed to post handler success response. Http response code: %d." % status
        sys.stdout.write("[ERROR] [%d] LAMBDA_RUNTIME %s\n" % (time.time() * 1000, text))
