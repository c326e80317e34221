<?php

// Sends each request of stdin with PHP's curl; see ../send.ts for the lines.

while (($line = fgets(STDIN)) !== false) {
    [$method, $url, $headers, $body] = explode("\t", rtrim($line, "\n"));
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        \CURLOPT_CUSTOMREQUEST => $method,
        \CURLOPT_HTTPHEADER => explode("\n", base64_decode($headers)),
        \CURLOPT_RETURNTRANSFER => true,
    ]);
    if ($method === 'POST') {
        curl_setopt($curl, \CURLOPT_POSTFIELDS, base64_decode($body));
    }
    $answer = curl_exec($curl);
    if ($answer === false) {
        throw new \RuntimeException(curl_error($curl));
    }
    echo curl_getinfo($curl, \CURLINFO_RESPONSE_CODE), "\t", base64_encode($answer), "\n";
}
