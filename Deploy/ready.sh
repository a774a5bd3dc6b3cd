#!/bin/bash
# 0 when the service is ready; needs nothing that a slim image does not have.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${ECOMML_PORT:-8080}"
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 2 answer <&3
[[ "$answer" == "HTTP/1.1 200"* ]]
