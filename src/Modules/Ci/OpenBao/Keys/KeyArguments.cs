using ModuleHost;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>What modules that deal with keys take.</summary>
internal static class KeyArguments
{
    public static readonly Argument<string?> VaultPassword = Argument.Text("vault_password") with { Secrecy = Secrecy.Secret };

    /// <summary>A mode in octal.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static UnixFileMode ModeOf(Argument argument, string text)
    {
        try
        {
            return Convert.ToInt32(text, 8) is > 0 and <= 511 and var mode
                ? (UnixFileMode)mode
                : throw new FormatException();
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or ArgumentException)
        {
            throw new ModuleException($"Give an octal mode in {argument.Name}, in quotes, like \"0600\": '{text}' is none.", failure);
        }
    }
}
