// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Authentication;

namespace Modules.Http;

/// <summary>Whether a request failed because the other side's certificate is not trusted: trying again does not mend that.</summary>
internal static class Untrusted
{
    public static bool Is(Exception? failure) => failure is not null && (failure is AuthenticationException || Is(failure.InnerException));
}
