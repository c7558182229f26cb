// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using CiSandbox.Areas;
using CommandLine;

namespace CiSandbox.Settings;

/// <summary>The options of the command line, which the areas bring, and what they say.</summary>
internal sealed class CommandWords
{
    private static readonly IPEndPoint Free = new(IPAddress.Loopback, 0);

    private readonly IReadOnlyList<Area> _areas;
    private readonly Dictionary<string, Option<IPEndPoint[]>> _listen = [];
    private readonly Dictionary<string, Dictionary<string, Option<string?>>> _settings = [];
    private readonly Option<string?> _certificate = CommandOption.Text("--tls-cert", "FILE", "speak TLS with this certificate (PEM)");
    private readonly Option<string?> _key =
        CommandOption.Text("--tls-key", "FILE", "and this private key (PEM; default: the certificate's file holds it)");

    private readonly Option<string?> _log =
        CommandOption.Text("--log", "FILE", "write one JSON line per request here, without headers and bodies");

    public CommandWords(IReadOnlyList<Area> areas)
    {
        _areas = areas;
        Root = new RootCommand("small servers with the APIs that CI/CD of kayobe needs, to try things out on");
        foreach (var area in areas)
        {
            Root.Options.Add(_listen[area.Name] = CommandOption.Endpoints($"--{area.Name}", area.What));
            _settings[area.Name] = area.Words.ToDictionary(
                word => word.Key, word => CommandOption.Text($"--{area.Name}-{word.Key}", "VALUE", word.Value));
            foreach (var setting in _settings[area.Name].Values)
            {
                Root.Options.Add(setting);
            }
        }

        Root.Options.Add(_certificate);
        Root.Options.Add(_key);
        Root.Options.Add(_log);
        Root.Validators.Add(result =>
        {
            if (result.GetResult(_key) is not null && result.GetResult(_certificate) is null)
            {
                result.AddError("--tls-key needs --tls-cert");
            }
        });
    }

    public RootCommand Root { get; }

    public Options Read(ParseResult parsed)
    {
        var named = Named(parsed).ToList();
        return new Options
        {
            Certificate = parsed.GetValue(_certificate),
            Key = parsed.GetValue(_key),
            Log = parsed.GetValue(_log),
            Servers =
            [
                .. (named.Count > 0 ? named : _areas.Where(area => !area.IsOnRequest).Select(area => (Area: area, Listen: Free)))
                    .Select(each => new ListeningArea(each.Area, each.Listen, Settings(parsed, each.Area))),
            ],
        };
    }

    /// <summary>In the order of the command line.</summary>
    private IEnumerable<(Area Area, IPEndPoint Listen)> Named(ParseResult parsed)
    {
        var taken = new Dictionary<string, int>();
        foreach (var word in parsed.Tokens.Where(token => token.Type == TokenType.Option))
        {
            if (_areas.FirstOrDefault(area => word.Value == $"--{area.Name}") is { } area)
            {
                var at = taken[area.Name] = taken.GetValueOrDefault(area.Name, -1) + 1;
                yield return (area, parsed.GetRequiredValue(_listen[area.Name])[at]);
            }
        }
    }

    private AreaSettings Settings(ParseResult parsed, Area area) => new(
        _settings[area.Name].Select(setting => (Word: setting.Key, Value: parsed.GetValue(setting.Value)))
            .Where(setting => setting.Value is not null)
            .ToDictionary(setting => setting.Word, setting => setting.Value!));
}
