// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Tests.Infra;

/// <summary>The sandbox as a process of its own, and what it was asked.</summary>
internal sealed partial class SandboxProcess : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-").FullName;
    private readonly Process _process;

    public SandboxProcess(params IReadOnlyList<string> options)
    {
        // It is killed at the end, and would leave a folder of its own behind.
        var media = Path.Combine(_folder, "media");
        var start = Binary.Program(
            "pulp-sandbox", ["--listen", "127.0.0.1:0", "--log", LogFile, "--media", media, "--password", "password", .. options]);
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
        if (Url().Match(_process.StandardOutput.ReadLine() ?? "") is not { Success: true } match)
        {
            _process.WaitForExit();
            throw new InvalidOperationException($"The sandbox told no address, it ended with {_process.ExitCode}.");
        }

        Address = match.Value;
    }

    public string Address { get; }

    /// <summary>What the API says of something, to the administrator.</summary>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri(Address), path.StartsWith('/') ? path : "/pulp/api/v3/" + path));
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("admin:password"u8));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var http = new HttpClient();
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new InvalidOperationException($"{method} {path}: {text}");
    }

    /// <summary>The objects of a collection.</summary>
    public async Task<List<JsonObject>> ListAsync(string path) =>
        [.. (await SendAsync(HttpMethod.Get, path))["results"]!.AsArray().Select(each => each!.AsObject())];

    /// <summary>Waits for a task in this state.</summary>
    public async Task<JsonObject> TaskAsync(string state)
    {
        for (var left = 600; left > 0; left--)
        {
            if ((await ListAsync($"tasks/?state={state}")).FirstOrDefault() is { } task)
            {
                return task;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"no task is {state}");
    }

    private string LogFile => Path.Combine(_folder, "requests.jsonl");

    /// <summary>Runs a module against it, in this process.</summary>
    public Task<JsonObject> RunAsync(string module, JsonObject arguments, bool checkMode = false)
    {
        var all = arguments.DeepClone().AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (Address, "admin", "password");
        return Calling.RunAsync(module, all, checkMode);
    }

    public Task<JsonObject> RunAsync(string module, string arguments) => RunAsync(module, JsonNode.Parse(arguments)!.AsObject());

    /// <summary>Runs a module against it, in this process, and writes down what was asked and answered.</summary>
    public async Task<string> TellAsync(string module, JsonObject arguments, bool checkMode = false)
    {
        var before = Requests().Count;
        var answer = await RunAsync(module, arguments, checkMode);
        var asked = Requests().Skip(before).Select(line => "  " + line);
        return $"{module}{(checkMode ? " (check mode)" : "")} {arguments.ToJsonString()}\n{string.Join('\n', asked)}\n"
            + $"  => changed: {answer["changed"]}{(answer["failed"] is null ? "" : $", failed: {answer["msg"]}")}\n";
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private List<string> Requests() => !File.Exists(LogFile) ? [] :
    [
        .. File.ReadAllLines(LogFile).Select(line => JsonNode.Parse(line)!.AsObject()).Select(line =>
            $"{line["method"]} {Id().Replace($"{line["path"]}", "ID").Replace("/pulp/api/v3/", "", StringComparison.Ordinal)}"
            + $"{(line["query"] is { } query && query.ToString().Length > 0 ? "?" + Id().Replace(query.ToString().TrimStart('?'), "ID") : "")} {line["status"]}"),
    ];

    [GeneratedRegex(@"http://[0-9.:]+")]
    private static partial Regex Url();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
