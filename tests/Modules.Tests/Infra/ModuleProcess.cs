// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Modules.Tests.Infra;

/// <summary>A module as a process of its own, to be interrupted.</summary>
internal sealed class ModuleProcess : IDisposable
{
    private readonly string _arguments = Path.GetTempFileName();
    private readonly Process _process;
    private readonly Task<string> _output;

    public ModuleProcess(string module, JsonObject arguments)
    {
        File.WriteAllText(_arguments, arguments.ToJsonString());
        _process = Binary.Start(module, _arguments);
        _output = _process.StandardOutput.ReadToEndAsync();
        _ = _process.StandardError.ReadToEndAsync();
    }

    public Task Ended => _process.WaitForExitAsync();

    /// <summary>Ends it as the kernel does when memory is short: it learns nothing of it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Ended;
    }

    /// <summary>The processes that it has started and that run.</summary>
    public IReadOnlyList<int> Children() =>
    [
        .. Directory.GetDirectories($"/proc/{_process.Id}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, 2));

    /// <summary>What it printed.</summary>
    public async Task<JsonObject> AnswerAsync()
    {
        await Ended;
        return JsonNode.Parse(await _output)!.AsObject();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        File.Delete(_arguments);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
