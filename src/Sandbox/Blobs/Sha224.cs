// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers.Binary;
using System.Numerics;

namespace Sandbox.Blobs;

/// <summary>SHA-224 (FIPS 180-4), which Pulp shows and .NET has not.</summary>
internal sealed class Sha224
{
    private static readonly uint[] K = Constants();

    private readonly uint[] _state = [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];
    private readonly byte[] _block = new byte[64];
    private int _filled;
    private ulong _length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += (ulong)bytes.Length;
        while (bytes.Length > 0)
        {
            var taken = Math.Min(64 - _filled, bytes.Length);
            bytes[..taken].CopyTo(_block.AsSpan(_filled));
            bytes = bytes[taken..];
            _filled += taken;
            if (_filled == 64)
            {
                Compress();
                _filled = 0;
            }
        }
    }

    public string Finish()
    {
        var bits = _length * 8;
        Append([0x80]);
        while (_filled != 56)
        {
            Append([0]);
        }

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, bits);
        Append(length);
        Span<byte> digest = stackalloc byte[28];
        for (var at = 0; at < 7; at++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest[(at * 4)..], _state[at]);
        }

        return Convert.ToHexStringLower(digest);
    }

    private void Compress()
    {
        Span<uint> w = stackalloc uint[64];
        for (var at = 0; at < 64; at++)
        {
            w[at] = at < 16
                ? BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(at * 4))
                : w[at - 16] + Small(w[at - 15], 7, 18, 3) + w[at - 7] + Small(w[at - 2], 17, 19, 10);
        }

        var (a, b, c, d, e, f, g, h) = (_state[0], _state[1], _state[2], _state[3], _state[4], _state[5], _state[6], _state[7]);
        for (var at = 0; at < 64; at++)
        {
            var one = h + Big(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + K[at] + w[at];
            var two = Big(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + one, c, b, a, one + two);
        }

        ReadOnlySpan<uint> round = [a, b, c, d, e, f, g, h];
        for (var at = 0; at < 8; at++)
        {
            _state[at] += round[at];
        }
    }

    private static uint Small(uint x, int one, int two, int shift) =>
        BitOperations.RotateRight(x, one) ^ BitOperations.RotateRight(x, two) ^ (x >> shift);

    private static uint Big(uint x, int one, int two, int three) =>
        BitOperations.RotateRight(x, one) ^ BitOperations.RotateRight(x, two) ^ BitOperations.RotateRight(x, three);

    /// <summary>The first 32 bits of the fractions of the cube roots of the first 64 primes.</summary>
    private static uint[] Constants()
    {
        var primes = Enumerable.Range(2, 400)
            .Where(number => Enumerable.Range(2, number - 2).All(divisor => number % divisor != 0))
            .Take(64);

        return [.. primes.Select(prime => CubeRootFraction(prime))];
    }

    /// <summary>Exact: the integer cube root of prime * 2^96 has the fraction's 32 bits at its low end.</summary>
    private static uint CubeRootFraction(int prime)
    {
        var target = new BigInteger(prime) << 96;
        var (low, high) = (BigInteger.Zero, BigInteger.One << 40);
        while (high - low > 1)
        {
            var middle = (low + high) >> 1;
            (low, high) = middle * middle * middle <= target ? (middle, high) : (low, middle);
        }

        return (uint)(low & uint.MaxValue);
    }
}
