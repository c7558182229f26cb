// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Store;

/// <summary>Keeps the store in a file: read at the start, written soon after every change and at the end.</summary>
internal sealed class StateFile : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _file;
    private readonly PulpStore _store;
    private readonly string _domain;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _writing;
    private volatile bool _isDirty = true;

    private StateFile(string file, PulpStore store, string domain)
    {
        (_file, _store, _domain) = (file, store, domain);
        store.Changed += () => _isDirty = true;
        _writing = Task.Run(WriteWhenChangedAsync);
    }

    /// <summary>What the file holds; null where there is none yet.</summary>
    /// <exception cref="FormatException">It is not one of ours.</exception>
    public static JsonObject? Load(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllBytes(file))?["entities"]?.Root.AsObject()
                ?? throw new FormatException($"{file} is no state of a sandbox");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"{file} is no state of a sandbox: {problem.Message}", problem);
        }
    }

    public static StateFile Keep(string file, PulpStore store, string domain) => new(file, store, domain);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _writing;
        Write();
        _end.Dispose();
    }

    private async Task WriteWhenChangedAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            Write();
            await Task.Delay(Pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Write()
    {
        if (!_isDirty)
        {
            return;
        }

        _isDirty = false;
        var temporary = _file + ".new";
        using (var stream = File.Create(temporary))
        using (var writer = new Utf8JsonWriter(stream))
        {
            StateWriter.Write(_store, _domain).WriteTo(writer);
        }

        File.Move(temporary, _file, overwrite: true);
    }
}
