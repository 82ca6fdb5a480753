#!/bin/sh
# Starts N ClickHouse servers on loopback, without root. Their data and logs go into FOLDER.
#   start.sh PACKAGES FOLDER PORT N [PARENT]
# PACKAGES is where fetch.sh has unpacked them. Node 1 answers at http://127.0.0.1:PORT+1 and https://127.0.0.1:PORT+101.
# When the process PARENT ends, the servers do; else: kill $(cat FOLDER/node*/pid)
# Users: default (may write, no password), reader (password "reader", reads only, may set limits). Cluster of all nodes: `shards`.
set -eu
packages=$(realpath -m "$1") folder=$(realpath -m "$2") port=$3 nodes=$4 parent=${5:-}
mkdir -p "$folder" && cd "$folder"
libraries="$packages/root/usr/lib/x86_64-linux-gnu:$packages/root/lib/x86_64-linux-gnu"

[ -e key.pem ] || openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out certificate.pem 2>/dev/null

# Without curl: a port answers when it can be opened.
answers() { bash -c "exec 3<>/dev/tcp/127.0.0.1/$((port + $1))" 2>/dev/null; }

shards=
for node in $(seq "$nodes"); do
  shards="$shards<shard><replica><host>127.0.0.1</host><port>$((port + 200 + node))</port></replica></shard>"
done

for node in $(seq "$nodes"); do
  home="$folder/node$node"
  answers "$node" && continue
  mkdir -p "$home/data" "$home/tmp" "$home/files"
  cat >"$home/config.xml" <<XML
<yandex>
  <logger><level>warning</level><log>$home/log</log><errorlog>$home/errors</errorlog></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>$((port + node))</http_port> <https_port>$((port + 100 + node))</https_port>
  <tcp_port>$((port + 200 + node))</tcp_port> <interserver_http_port>$((port + 300 + node))</interserver_http_port>
  <openSSL><server>
    <certificateFile>$folder/certificate.pem</certificateFile> <privateKeyFile>$folder/key.pem</privateKeyFile>
    <verificationMode>none</verificationMode> <disableProtocols>sslv2,sslv3</disableProtocols>
  </server></openSSL>
  <path>$home/data/</path> <tmp_path>$home/tmp/</tmp_path> <user_files_path>$home/files/</user_files_path>
  <users_config>$home/users.xml</users_config> <default_profile>default</default_profile>
  <default_database>default</default_database> <timezone>UTC</timezone>
  <mark_cache_size>268435456</mark_cache_size> <max_concurrent_queries>100</max_concurrent_queries>
  <keep_alive_timeout>30</keep_alive_timeout>
  <remote_servers><shards>$shards</shards></remote_servers>
  <query_log><database>system</database><table>query_log</table></query_log>
</yandex>
XML
  cat >"$home/users.xml" <<XML
<yandex>
  <profiles>
    <default><max_memory_usage>8000000000</max_memory_usage><log_queries>1</log_queries></default>
    <reader><readonly>2</readonly><max_memory_usage>8000000000</max_memory_usage><max_execution_time>600</max_execution_time></reader>
  </profiles>
  <users>
    <default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>none</quota></default>
    <reader><password_sha256_hex>$(printf reader | sha256sum | cut -d' ' -f1)</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks><profile>reader</profile><quota>none</quota></reader>
  </users>
  <quotas><none/></quotas>
</yandex>
XML
  LD_LIBRARY_PATH="$libraries" setsid "$packages/root/usr/sbin/clickhouse-server" --config-file="$home/config.xml" \
    >"$home/output" 2>&1 </dev/null &
  server=$!
  echo "$server" >"$home/pid"
  if [ -n "$parent" ]; then
    (
      while kill -0 "$parent" 2>/dev/null && kill -0 "$server" 2>/dev/null; do sleep 0.3; done
      kill -9 "$server" 2>/dev/null
      sleep 1
      rm -rf "$folder"
    ) >/dev/null 2>&1 </dev/null &
  fi
done

for node in $(seq "$nodes"); do
  tries=0
  until answers "$node"; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || { echo "node $node did not start, see $folder/node$node/errors" >&2; exit 1; }
    sleep 0.1
  done
done
