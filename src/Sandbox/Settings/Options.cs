using System.Globalization;
using System.Net;
using Sandbox.Releases;

namespace Sandbox.Settings;

/// <summary>The command line.</summary>
internal sealed record Options
{
    public const string Help = """
        pulp-sandbox: a small Pulp-compatible server, to try things out on.

        usage: pulp-sandbox [options]

          --listen HOST:PORT     where to listen; port 0 picks a free one (default 127.0.0.1:24817)
          --tls-cert FILE        speak TLS with this certificate (PEM)
          --tls-key FILE         and this private key (PEM; default: the certificate's file holds it)
          --username NAME        the administrator's name (default admin)
          --password PASSWORD    and password (default: the environment's PULP_SANDBOX_PASSWORD, else password)
          --workers N            how many tasks run at a time (default 2)
          --task-seconds SECONDS make every queued task last at least so long (default 0)
          --sync-seconds SECONDS make every sync last at least so long (default 0)
          --latency-ms MS        delay every answer so long (default 0)
          --request-ms MS        what a request of a session costs (default 0; a real Pulp: about 24)
          --password-ms MS       what one with a password costs, whose hash is computed each time (default 0; a real Pulp: about 110)
          --state FILE           keep everything but tasks in this JSON file across restarts (default: nowhere)
          --media DIR            keep files here (default: FILE.media with --state, else a temporary directory)
          --pulp-version VERSION behave as this release of Pulp: 3.21, 3.49, 3.105 or 3.123 (default 3.105)
          --domains              as a server with DOMAIN_ENABLED
          --log FILE             write one JSON line per request here
          --help, --version

        The address is printed on the first line of the output. SIGTERM and SIGINT end it cleanly.
        """;

    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 24817);

    public string? Certificate { get; init; }

    public string? Key { get; init; }

    public string Username { get; init; } = "admin";

    public string Password { get; init; } =
        Environment.GetEnvironmentVariable("PULP_SANDBOX_PASSWORD") is { Length: > 0 } given ? given : "password";

    public int Workers { get; init; } = 2;

    public TimeSpan TaskDuration { get; init; }

    public TimeSpan SyncDuration { get; init; }

    public TimeSpan Latency { get; init; }

    public TimeSpan RequestCost { get; init; }

    public TimeSpan PasswordCost { get; init; }

    public string? Media { get; init; }

    public string? State { get; init; }

    public string? Log { get; init; }

    public PulpRelease Release { get; init; } = PulpRelease.Default;

    public bool Domains { get; init; }

    /// <exception cref="FormatException">A word nobody knows, or a value that does not fit.</exception>
    public static Options Parse(IReadOnlyList<string> words)
    {
        var options = new Options();
        for (var at = 0; at < words.Count; at += 2)
        {
            if (words[at] == "--domains")
            {
                options = options with { Domains = true };
                at--;
                continue;
            }

            var value = at + 1 < words.Count ? words[at + 1] : throw new FormatException($"{words[at]} needs a value");
            options = words[at] switch
            {
                "--listen" => options with { Listen = Endpoint(value) },
                "--tls-cert" => options with { Certificate = value },
                "--tls-key" => options with { Key = value },
                "--username" => options with { Username = value },
                "--password" => options with { Password = value },
                "--workers" => options with { Workers = (int)Number(words[at], value, 1) },
                "--task-seconds" => options with { TaskDuration = TimeSpan.FromSeconds(Number(words[at], value, 0)) },
                "--sync-seconds" => options with { SyncDuration = TimeSpan.FromSeconds(Number(words[at], value, 0)) },
                "--latency-ms" => options with { Latency = TimeSpan.FromMilliseconds(Number(words[at], value, 0)) },
                "--request-ms" => options with { RequestCost = TimeSpan.FromMilliseconds(Number(words[at], value, 0)) },
                "--password-ms" => options with { PasswordCost = TimeSpan.FromMilliseconds(Number(words[at], value, 0)) },
                "--media" => options with { Media = value },
                "--state" => options with { State = value },
                "--pulp-version" => options with { Release = PulpRelease.Parse(value) },
                "--log" => options with { Log = value },
                var unknown => throw new FormatException($"unknown option {unknown}"),
            };
        }

        return options is { Certificate: null, Key: not null } ? throw new FormatException("--tls-key needs --tls-cert") : options;
    }

    private static double Number(string option, string value, double least) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new FormatException($"{option} needs a number from {least.ToString(CultureInfo.InvariantCulture)}, not '{value}'");

    private static IPEndPoint Endpoint(string value) =>
        IPEndPoint.TryParse(value.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), out var endpoint)
            && value.Contains(':', StringComparison.Ordinal)
            ? endpoint
            : throw new FormatException($"--listen needs HOST:PORT with an IP address, not '{value}'");
}
