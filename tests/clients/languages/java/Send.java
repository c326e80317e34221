import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Sends each request of stdin with Java's own HTTP library; see ../send.ts for the lines. */
public class Send {
  public static void main(String[] arguments) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(answer(line.split("\t", -1)));
    }
  }

  private static String answer(String[] fields) throws IOException {
    var connection = (HttpURLConnection) new URL(fields[1]).openConnection();
    connection.setRequestMethod(fields[0]);
    for (String header : new String(decoded(fields[2]), StandardCharsets.UTF_8).split("\n")) {
      String[] parts = header.split(": ", 2);
      connection.setRequestProperty(parts[0], parts[1]);
    }
    if (fields[0].equals("POST")) {
      connection.setDoOutput(true);
      try (var output = connection.getOutputStream()) {
        output.write(decoded(fields[3]));
      }
    }
    int status = connection.getResponseCode();
    try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return status + "\t" + Base64.getEncoder().encodeToString(body.readAllBytes());
    }
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text);
  }
}
