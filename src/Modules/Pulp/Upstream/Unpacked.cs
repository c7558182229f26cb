using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using ModuleHost;

namespace Modules.Pulp.Upstream;

/// <summary>A packed file, unpacked while it is read; by the system's tools where .NET does not know the format.</summary>
internal sealed class Unpacked : IDisposable
{
    private readonly Process? _tool;

    private Unpacked(Stream stream, Process? tool = null) => (Stream, _tool) = (stream, tool);

    public Stream Stream { get; }

    /// <exception cref="ModuleException">The tool for it is not installed.</exception>
    public static Unpacked Of(Stream packed, string name, CancellationToken ct) => Path.GetExtension(name) switch
    {
        ".gz" => new(new GZipStream(packed, CompressionMode.Decompress)),
        ".zst" => Through("zstd", packed, name, ct),
        ".xz" => Through("xz", packed, name, ct),
        ".bz2" => Through("bzip2", packed, name, ct),
        _ => new(packed),
    };

    public void Dispose()
    {
        Stream.Dispose();
        if (_tool is not null)
        {
            try
            {
                _tool.Kill(); // whoever has read enough does not wait for the rest
            }
            catch (InvalidOperationException)
            {
                // It has ended.
            }

            _tool.Dispose();
        }
    }

    private static Unpacked Through(string program, Stream packed, string name, CancellationToken ct)
    {
        try
        {
            var tool =
                Process.Start(new ProcessStartInfo(program, ["-dc"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            _ = FeedAsync(packed, tool.StandardInput.BaseStream, ct);
            return new(tool.StandardOutput.BaseStream, tool);
        }
        catch (Win32Exception)
        {
            throw new ModuleException($"{name} cannot be unpacked here: {program} is not installed.");
        }
    }

    private static async Task FeedAsync(Stream packed, Stream tool, CancellationToken ct)
    {
        try
        {
            await using (tool)
            {
                await packed.CopyToAsync(tool, ct);
            }
        }
        catch (Exception failure) when (
            failure is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // What the tool gives out ends early then, and whoever reads it complains.
        }
    }
}
