// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// Asks a server for its keys, which it tells once: their file is there before the request, the answer in it before anything else.
/// </summary>
/// <param name="bao">The server.</param>
/// <param name="file">Where they shall be.</param>
internal sealed class KeysRequest(OpenBaoApi bao, KeysFile file)
{
    /// <summary>Nothing is lost but time: who has no keys has written nothing.</summary>
    public string Lost =>
        $"Empty the data of this OpenBao (the volume openbao_file of its container), delete '{ReservedFile.Unfinished(file.Path)}', and "
            + "run this again: keys were made, and the answer with them did not arrive, so nobody has them, and nothing can be in it yet.";

    /// <summary>Whether an answer was waited for and did not come.</summary>
    public bool IsOpen => new FileInfo(ReservedFile.Unfinished(file.Path)) is { Exists: true, Length: 0 };

    /// <summary>The keys, which are on the disk.</summary>
    /// <exception cref="ModuleException">The file cannot be made, the server refuses, or its answer is lost.</exception>
    public async Task<KeySet> SendAsync(JsonObject body, UnixFileMode mode)
    {
        var content = file.Writer();
        using var reserved = ReservedFile.Create(file.Path, mode);
        var keys = await AnswerAsync(body, reserved);
        reserved.Finish(content(keys));
        return keys;
    }

    /// <summary>Where it does not come, the empty file stays unless the server has no keys: it is what tells of it later.</summary>
    private async Task<KeySet> AnswerAsync(JsonObject body, ReservedFile reserved)
    {
        try
        {
            var keys = KeySet.Of((await bao.InitAsync(body, CancellationToken.None))!.Fields);
            return keys.Keys.Count > 0 ? keys
                : throw new ModuleException("Check url, and a proxy before it: what came as an answer holds no keys.");
        }
        catch (ModuleException failure) when (failure.Cause is not Refusal refusal || !BaoProse.HasKeys(refusal))
        {
            var hasKeys = await HasKeysAsync();
            if (hasKeys != false)
            {
                reserved.Leave();
            }

            if (hasKeys == true)
            {
                throw new ModuleException($"{Lost} {failure.Message}", failure);
            }

            throw;
        }
    }

    /// <summary>Null where it does not say.</summary>
    private async Task<bool?> HasKeysAsync()
    {
        try
        {
            return await bao.IsInitializedAsync(CancellationToken.None);
        }
        catch (ModuleException)
        {
            return null;
        }
    }
}
