// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Sandbox.Blobs;

namespace Sandbox.Tests.Blobs;

public sealed class Sha224Tests
{
    // The examples of RFC 3874.
    [Theory]
    [InlineData("abc", 1, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")]
    [InlineData("a", 1000000, "20794655980c91d8bbb4c1ea97618a4bf03f42581948b2ee4ee7ad67")]
    [InlineData("", 1, "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f")]
    public void The_digest_is_the_standards(string text, int times, string expected)
    {
        var digest = new Sha224();
        for (var time = 0; time < times; time++)
        {
            digest.Append(Encoding.ASCII.GetBytes(text));
        }

        Assert.Equal(expected, digest.Finish());
    }
}
