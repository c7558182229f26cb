namespace Modules.Files;

/// <summary>A file that appears whole or not at all, for whoever may read it and nobody else.</summary>
internal static class WholeFile
{
    /// <param name="file">Its path; the folder is there.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="mode">Who may read it; without it, whoever may read the user's other files.</param>
    public static void Write(string file, ReadOnlySpan<byte> content, UnixFileMode? mode = null)
    {
        var unfinished = file + ".new";
        using (var stream = new FileStream(
            unfinished, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = mode }))
        {
            if (mode is { } wanted)
            {
                // One left over by a killed run may have been there, with another mode.
                File.SetUnixFileMode(stream.SafeFileHandle, wanted);
            }

            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }
}
