using System.Net;
using CiSandbox.Areas;

namespace CiSandbox.Settings;

/// <summary>The command line.</summary>
internal sealed record Options
{
    private static readonly IPEndPoint Free = new(IPAddress.Loopback, 0);

    /// <summary>The servers to be, in the order they were named; each area may be there several times.</summary>
    public IReadOnlyList<ListeningArea> Servers { get; init; } = [];

    public string? Certificate { get; init; }

    public string? Key { get; init; }

    public string? Log { get; init; }

    public static string Help(IReadOnlyList<Area> areas) =>
        $"""
        ci-sandbox: small servers with the APIs that CI/CD of kayobe needs, to try things out on.

        usage: ci-sandbox [options]

        {string.Join('\n', areas.Select(area => Line($"--{area.Name} HOST:PORT", area.What) + string.Concat(area.Words.Select(
            word => '\n' + Line($"--{area.Name}-{word.Key} VALUE", word.Value)))))}
        {Line("--tls-cert FILE", "speak TLS with this certificate (PEM)")}
        {Line("--tls-key FILE", "and this private key (PEM; default: the certificate's file holds it)")}
        {Line("--log FILE", "write one JSON line per request here, without headers and bodies")}
        {Line("--help, --version", "")}

        Each area that is named listens on an address of its own, port 0 on a free one; without any, all do on free ports of 127.0.0.1.
        The addresses are printed, a line for each area. All state is in memory. SIGTERM and SIGINT end it cleanly.
        """;

    /// <exception cref="FormatException">A word nobody knows, or a value that does not fit.</exception>
    public static Options Parse(IReadOnlyList<string> words, IReadOnlyList<Area> areas)
    {
        var options = new Options();
        List<(Area Area, IPEndPoint Listen)> named = [];
        Dictionary<string, string> values = [];
        for (var at = 0; at < words.Count; at += 2)
        {
            var word = words[at];
            var value = at + 1 < words.Count ? words[at + 1] : throw new FormatException($"{word} needs a value");
            if (areas.FirstOrDefault(area => word == $"--{area.Name}") is { } area)
            {
                named.Add((area, Endpoint(word, value)));
            }
            else if (areas.Any(each => each.Words.Keys.Any(key => word == $"--{each.Name}-{key}")))
            {
                values[word[2..]] = value;
            }
            else
            {
                options = word switch
                {
                    "--tls-cert" => options with { Certificate = value },
                    "--tls-key" => options with { Key = value },
                    "--log" => options with { Log = value },
                    _ => throw new FormatException($"unknown option {word}"),
                };
            }
        }

        IEnumerable<(Area Area, IPEndPoint Listen)> all = named.Count > 0 ? named : areas.Select(area => (area, Free));
        return options is { Certificate: null, Key: not null }
            ? throw new FormatException("--tls-key needs --tls-cert")
            : options with { Servers = [.. all.Select(each => new ListeningArea(each.Area, each.Listen, Of(each.Area, values)))] };
    }

    private static AreaSettings Of(Area area, Dictionary<string, string> values) =>
        new(area.Words.Keys.Where(word => values.ContainsKey($"{area.Name}-{word}"))
            .ToDictionary(word => word, word => values[$"{area.Name}-{word}"]));

    private static string Line(string words, string what) => $"  {words,-30} {what}".TrimEnd();

    private static IPEndPoint Endpoint(string word, string value) =>
        IPEndPoint.TryParse(value.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), out var endpoint)
            && value.Contains(':', StringComparison.Ordinal)
            ? endpoint
            : throw new FormatException($"{word} needs HOST:PORT with an IP address, not '{value}'");
}
