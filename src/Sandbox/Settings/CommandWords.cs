// SPDX-License-Identifier: GPL-3.0-or-later
using System.CommandLine;
using System.Net;
using CommandLine;
using Sandbox.Releases;

namespace Sandbox.Settings;

/// <summary>The options of the command line, and what they say.</summary>
internal sealed class CommandWords
{
    private readonly Option<IPEndPoint> _listen =
        CommandOption.Endpoint("--listen", "where to listen; port 0 picks a free one", new Options().Listen);

    private readonly Option<string?> _certificate = CommandOption.Text("--tls-cert", "FILE", "speak TLS with this certificate (PEM)");
    private readonly Option<string?> _key =
        CommandOption.Text("--tls-key", "FILE", "and this private key (PEM; default: the certificate's file holds it)");

    private readonly Option<string?> _username = CommandOption.Text("--username", "NAME", "the administrator's name (default admin)");
    private readonly Option<string?> _password = CommandOption.Text(
        "--password", "PASSWORD", "and password (default: the environment's PULP_SANDBOX_PASSWORD, else password)");

    private readonly Option<double> _workers = CommandOption.Number("--workers", "N", "how many tasks run at a time", 2, 1);
    private readonly Option<double> _taskSeconds =
        CommandOption.Number("--task-seconds", "SECONDS", "make every queued task last at least so long", 0, 0);

    private readonly Option<double> _syncSeconds =
        CommandOption.Number("--sync-seconds", "SECONDS", "make every sync last at least so long", 0, 0);

    private readonly Option<double> _latency = CommandOption.Number("--latency-ms", "MS", "delay every answer so long", 0, 0);
    private readonly Option<double> _request =
        CommandOption.Number("--request-ms", "MS", "what a request of a session costs; a real Pulp: about 24", 0, 0);

    private readonly Option<double> _passwordCost = CommandOption.Number(
        "--password-ms", "MS", "what one with a password costs, whose hash is computed each time; a real Pulp: about 110", 0, 0);

    private readonly Option<string?> _state = CommandOption.Text(
        "--state", "FILE", "keep everything but tasks in this JSON file across restarts (default: nowhere)");

    private readonly Option<string?> _media = CommandOption.Text(
        "--media", "DIR", "keep files here (default: FILE.media with --state, else a temporary directory)");

    private readonly Option<PulpRelease> _release = new("--pulp-version")
    {
        HelpName = "VERSION",
        Description = "behave as this release of Pulp: 3.21, 3.49, 3.105 or 3.123 (default 3.105)",
        CustomParser = result => CommandOption.Parsed(result, PulpRelease.Parse),
    };

    private readonly Option<bool> _domains = new("--domains") { Description = "as a server with DOMAIN_ENABLED" };
    private readonly Option<string?> _log = CommandOption.Text("--log", "FILE", "write one JSON line per request here");

    public CommandWords()
    {
        Root = new RootCommand("a small Pulp-compatible server, to try things out on");
        foreach (var option in (Option[])
        [
            _listen, _certificate, _key, _username, _password, _workers, _taskSeconds, _syncSeconds, _latency, _request, _passwordCost,
            _state, _media, _release, _domains, _log,
        ])
        {
            Root.Options.Add(option);
        }

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
        var otherwise = new Options();
        return new Options
        {
            Listen = parsed.GetRequiredValue(_listen),
            Certificate = parsed.GetValue(_certificate),
            Key = parsed.GetValue(_key),
            Username = parsed.GetValue(_username) ?? otherwise.Username,
            Password = parsed.GetValue(_password) ?? otherwise.Password,
            Workers = (int)parsed.GetValue(_workers),
            TaskDuration = TimeSpan.FromSeconds(parsed.GetValue(_taskSeconds)),
            SyncDuration = TimeSpan.FromSeconds(parsed.GetValue(_syncSeconds)),
            Latency = TimeSpan.FromMilliseconds(parsed.GetValue(_latency)),
            RequestCost = TimeSpan.FromMilliseconds(parsed.GetValue(_request)),
            PasswordCost = TimeSpan.FromMilliseconds(parsed.GetValue(_passwordCost)),
            State = parsed.GetValue(_state),
            Media = parsed.GetValue(_media),
            Release = parsed.GetValue(_release) ?? otherwise.Release,
            Domains = parsed.GetValue(_domains),
            Log = parsed.GetValue(_log),
        };
    }
}
