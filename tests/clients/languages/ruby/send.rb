# frozen_string_literal: true

# Sends each request of stdin with Ruby's own HTTP library; see ../send.ts for the lines.

require 'base64'
require 'net/http'

$stdout.sync = true
$stdin.each_line(chomp: true) do |line|
  method, url, headers, body = line.split("\t", -1)
  uri = URI(url)
  request = Net::HTTPGenericRequest.new(method, method == 'POST', true, uri.request_uri)
  Base64.decode64(headers).each_line(chomp: true) do |header|
    name, value = header.split(': ', 2)
    request[name] = value
  end
  request.body = Base64.decode64(body) if method == 'POST'
  response = Net::HTTP.start(uri.host, uri.port) { |http| http.request(request) }
  puts "#{response.code}\t#{Base64.strict_encode64(response.body.to_s)}"
end
