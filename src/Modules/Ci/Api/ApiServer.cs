// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http;

namespace Modules.Ci.Api;

/// <summary>A kind of server, as messages speak of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Options">What the user set for it.</param>
/// <param name="Advice">What to do about a refusal; null where there is nothing more to say than the server does.</param>
internal sealed record ApiServer(string Name, AddressOptions Options, Func<Refusal, string?> Advice);
