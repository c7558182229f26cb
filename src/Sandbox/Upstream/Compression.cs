// SPDX-License-Identifier: GPL-3.0-or-later
using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;

namespace Sandbox.Upstream;

/// <summary>Unpacks index files by what they are, not by what they are called.</summary>
internal static class Compression
{
    public static async Task<byte[]> UnpackAsync(byte[] packed, string name, CancellationToken ct) => packed switch
    {
        [0x1f, 0x8b, ..] => await GunzipAsync(packed, name, ct),
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => await ThroughAsync("xz", ["-dc"], packed, name, ct),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => await ThroughAsync("zstd", ["-dc"], packed, name, ct),
        [(byte)'B', (byte)'Z', (byte)'h', ..] => await ThroughAsync("bzip2", ["-dc"], packed, name, ct),
        _ => packed,
    };

    private static async Task<byte[]> GunzipAsync(byte[] packed, string name, CancellationToken ct)
    {
        try
        {
            await using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var plain = new MemoryStream();
            await gzip.CopyToAsync(plain, ct);
            return plain.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new UpstreamException($"Cannot read {name}: {e.Message}");
        }
    }

    /// <summary>For the formats .NET does not know, but the system's tools do.</summary>
    public static async Task<byte[]> ThroughAsync(string tool, string[] arguments, byte[] input, string name, CancellationToken ct)
    {
        using var process = new Process
        {
            StartInfo = new(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new UpstreamException($"Cannot process {name}: the tool {tool} is not installed");
        }

        var output = new MemoryStream();
        await Task.WhenAll(FeedAsync(process, input, ct), process.StandardOutput.BaseStream.CopyToAsync(output, ct));
        var complaint = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? output.ToArray() : throw new UpstreamException($"Cannot process {name}: {complaint.Trim()}");
    }

    private static async Task FeedAsync(Process process, byte[] packed, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(packed, ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It stopped reading because it did not like what it read; its exit code says so.
        }
    }
}
