// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using Modules.Cryptography;

namespace Modules.Tests.Cryptography;

public sealed class SealedBoxTests
{
    private const string PrivateKey = "77076d0a7318a57d3c16c17251b26645c6db4f1b8e4c0e8f6bd2fb8bc7e5b9a1";

    /// <summary>Another implementation opens what we seal.</summary>
    [Theory]
    [InlineData("x")]
    [InlineData("s3cret é 🐎\nof two lines")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task NaCl_opens_it(string text)
    {
        var key = await PythonAsync("print(base64.b64encode(bytes(key.public_key)).decode())");
        var opened = await PythonAsync(
            $"print(base64.b64encode(nacl.public.SealedBox(key).decrypt(base64.b64decode('{SealedBox.Seal(text, key)}'))).decode())");

        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(opened)));
        Assert.NotEqual(SealedBox.Seal(text, key), SealedBox.Seal(text, key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no base64")]
    [InlineData("AAAA")]
    public void A_key_that_is_none_is_told(string key) =>
        Assert.StartsWith(
            "The server's public key is none", Assert.Throws<ModuleHost.ModuleException>(() => SealedBox.Seal("x", key)).Message,
            StringComparison.Ordinal);

    private static async Task<string> PythonAsync(string statement)
    {
        using var python = Process.Start(new ProcessStartInfo(
            "/usr/bin/python3",
            ["-c", $"import base64, nacl.public\nkey = nacl.public.PrivateKey(bytes.fromhex('{PrivateKey}'))\n{statement}"])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return said.Trim();
    }
}
