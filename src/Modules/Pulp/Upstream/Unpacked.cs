using System.IO.Compression;
using Modules.Http;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace Modules.Pulp.Upstream;

/// <summary>
/// A packed file, unpacked while it is read. What cannot be unpacked is the upstream's fault, whatever a library says to it.
/// </summary>
internal sealed class Unpacked : Stream
{
    private readonly Stream _unpacked;
    private readonly string _name;

    private Unpacked(Stream unpacked, string name) => (_unpacked, _name) = (unpacked, name);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <param name="packed">What comes.</param>
    /// <param name="name">Its name, whose end says how it is packed.</param>
    /// <param name="largest">How many bytes there may be of it.</param>
    /// <exception cref="InvalidDataException">It does not begin as it should.</exception>
    public static Stream Of(Stream packed, string name, long largest = Limits.Unpacked) =>
        new BoundedStream(new Unpacked(Guarded(name, () => Opened(packed, Path.GetExtension(name))), name), name, largest);

    public override int Read(byte[] buffer, int offset, int count) => Guarded(_name, () => _unpacked.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Stream Opened(Stream packed, string packing) => packing switch
    {
        ".gz" => new GZipStream(packed, CompressionMode.Decompress),
        ".zst" => new DecompressionStream(packed),
        ".xz" => new XZStream(packed),
        ".bz2" => BZip2Stream.Create(packed, SharpCompress.Compressors.CompressionMode.Decompress, true),
        _ => packed,
    };

    /// <summary>Runs into whatever is wrong with the bytes in many ways; a network that fails is no such thing.</summary>
    private static T Guarded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception odd) when (odd is EndOfStreamException
            or not (IOException or HttpRequestException or OperationCanceledException or ModuleHost.ModuleException))
        {
            throw new InvalidDataException($"{name} cannot be unpacked: {odd.Message}", odd);
        }
    }
}
