// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.Preflight;

/// <summary>A file of the host as it was looked at.</summary>
/// <param name="Path">Where.</param>
/// <param name="Text">What it holds; null where it is not there or cannot be read.</param>
/// <param name="Trouble">Why it cannot be read; null where it can, or is not there.</param>
internal sealed record HostFile(string Path, string? Text, string? Trouble)
{
    /// <summary>Whether nothing is there.</summary>
    public bool IsMissing => Text is null && Trouble is null;

    /// <summary>As a sentence's part.</summary>
    public string Unread => $"{Path} cannot be read ({Trouble?.TrimEnd('.')})";

    public static HostFile Read(params IReadOnlyList<string> parts)
    {
        var path = System.IO.Path.Combine([.. parts]);
        try
        {
            return new(path, File.ReadAllText(path), null);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(path, null, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(path, null, failure.Message);
        }
    }
}
