// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using System.Text;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao;

/// <summary>
/// Snapshots of the whole state: here a text that names the cluster, packed as a real one is. Not recorded: as the API's
/// documentation tells.
/// </summary>
/// <param name="state">The server's.</param>
internal sealed class Snapshots(OpenBaoState state)
{
    private const string Mark = "ci-sandbox snapshot of ";

    public BaoAnswer Handle(BaoRequest request) => (request.Operation, request.Path) switch
    {
        (Operation.Read, "sys/storage/raft/snapshot") => new BaoAnswer(200)
        {
            Raw = Packed(Mark + state.Seal.ClusterId),
            ContentType = "application/gzip",
        },
        (Operation.Write, _) => Restore(request),
        _ => throw BaoException.UnsupportedOperation,
    };

    private BaoAnswer Restore(BaoRequest request)
    {
        var text = Unpacked(request.Bytes);
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
        {
            throw new BaoException(400, "failed to read snapshot: gzip: invalid header");
        }

        var isOurs = text[Mark.Length..] == state.Seal.ClusterId;
        return isOurs || request.Path.EndsWith("-force", StringComparison.Ordinal)
            ? BaoAnswer.Nothing
            : throw new BaoException(
                400, "could not verify hash file, possibly the snapshot is using a different set of unseal keys; use the "
                    + "snapshot-force API to "
                    + "bypass this check");
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static string Unpacked(byte[] bytes)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip, Encoding.ASCII);
            return reader.ReadToEnd();
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }
}
