// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.OpenBao;

/// <summary>
/// A standby answers questions itself, now and then older than the last write. Whoever sends the index of that write's answer is told
/// 429 until the standby has it, which is asked again like every 429.
/// </summary>
internal sealed class IndexHandler : DelegatingHandler
{
    private const string Header = "X-Vault-Index";

    private volatile string? _newest;
    private volatile bool _isUnseen;

    /// <summary>Whether something was written that the node has not been asked for since; afterwards it counts as asked.</summary>
    public bool TakeUnseen()
    {
        var isUnseen = _isUnseen;
        _isUnseen = false;
        return isUnseen;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _ = request.Headers.Remove(Header);
        if (_newest is { } index)
        {
            _ = request.Headers.TryAddWithoutValidation(Header, index);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method != HttpMethod.Get && response.Headers.TryGetValues(Header, out var values))
        {
            (_newest, _isUnseen) = (values.First(), true);
        }

        return response;
    }
}
