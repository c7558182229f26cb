// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ModuleHost.Tests.Infra;

/// <summary>The host of <c>Program.cs</c> in a process of its own.</summary>
internal sealed class Child : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("child-").FullName;
    private readonly Process _process;

    private Child(Func<string, IEnumerable<string>> commandLine, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. commandLine(_folder)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public Process Process => _process;

    /// <summary>A module of <see cref="Animals"/>; its <c>text</c> is a file it writes when it is at work.</summary>
    public static Child Calling(string module, params (string Name, string Value)[] environment) => new(
        folder =>
        {
            var arguments = new JsonObject { ["text"] = Path.Combine(folder, "ready"), ["password"] = "hunter2hunter2" };
            File.WriteAllText(Path.Combine(folder, "args"), arguments.ToJsonString());
            return [module, Path.Combine(folder, "args")];
        },
        environment);

    public static Child With(params string[] commandLine) => new(_ => commandLine);

    public Task<Child> AtWorkAsync() => WroteAsync("ready");

    /// <summary>The mule tells when it is asked to stop.</summary>
    public Task<Child> AskedAsync() => WroteAsync("ready.asked");

    /// <summary>It reads its standard input: more is taken from it than a pipe holds.</summary>
    public async Task<Child> ReadingAsync()
    {
        await _process.StandardInput.WriteAsync("{" + new string(' ', 1 << 18));
        await _process.StandardInput.FlushAsync();
        return this;
    }

    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The one answer and the exit code; standard error must be silent.</summary>
    public async Task<(JsonObject Answer, int ExitCode)> EndAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var errors = _process.StandardError.ReadToEndAsync(deadline.Token);
        Output = await _process.StandardOutput.ReadToEndAsync(deadline.Token);
        await _process.WaitForExitAsync(deadline.Token);
        Errors = await errors;
        Assert.Equal("", Errors);
        return (Json.Only(Output), _process.ExitCode);
    }

    private async Task<Child> WroteAsync(string file)
    {
        while (!File.Exists(Path.Combine(_folder, file)))
        {
            Assert.False(_process.HasExited, "it ended early");
            await Task.Delay(20);
        }

        return this;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
