// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.OpenBao.Http;

/// <summary>A refusal, as <c>{"errors": […]}</c>.</summary>
#pragma warning disable CA1032 // it cannot be without what it tells
internal sealed class BaoException(int status, params IReadOnlyList<string> errors) : Exception(string.Join("; ", errors))
#pragma warning restore CA1032
{
    public int Status => status;

    public IReadOnlyList<string> Errors => errors;

    /// <summary>Nothing is there.</summary>
    public static BaoException Missing => new(404);

    /// <summary>An engine knows no such path.</summary>
    public static BaoException UnsupportedPath => new(404, Wrapped("unsupported path"));

    /// <summary>An engine knows the path and not the method.</summary>
    public static BaoException UnsupportedOperation => new(405, Wrapped("unsupported operation"));

    /// <summary>A text as one of a list of errors.</summary>
    public static string Wrapped(string text) => $"1 error occurred:\n\t* {text}\n\n";
}
