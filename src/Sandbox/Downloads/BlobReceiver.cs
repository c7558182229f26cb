// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Downloads;

/// <summary>Asks for a URL with whatever login its upstream wants, and lets the answer be read.</summary>
internal delegate Task<(string Sha256, long Size)> BlobReceiver(
    Uri url, Func<HttpResponseMessage, CancellationToken, Task<(string Sha256, long Size)>> read);
