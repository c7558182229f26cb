using System.Text;

namespace ModuleHost.Execution;

/// <summary>Where the arguments come from: a file, or standard input for <c>-</c>.</summary>
internal static class ArgumentsFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ModuleException">It cannot be read.</exception>
    public static string Read(string name, TextReader input)
    {
        try
        {
            return name == "-" ? input.ReadToEnd() : Strict.GetString(File.ReadAllBytes(name)).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException failure)
        {
            throw new ModuleException($"The arguments in '{name}' are not UTF-8 (byte {failure.Index + 1}).");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ModuleException($"Cannot read the arguments file '{name}': {failure.Message}");
        }
    }
}
