// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Http;

namespace Modules.Containers.Engine;

/// <summary>How an answer of the engine comes.</summary>
internal enum EngineStream
{
    /// <summary>As one object or none.</summary>
    None,

    /// <summary>As messages of how far it is, an object a line.</summary>
    Messages,

    /// <summary>As bytes: an archive, or what a container says.</summary>
    Bytes,
}

/// <summary>Which requests are answered by a stream.</summary>
internal static class EngineStreams
{
    public static EngineStream Of(HttpRequestMessage request)
    {
        var segments = request.RequestUri!.AbsolutePath.Split('/');
        return (request.Method.Method, segments[^2], segments[^1]) switch
        {
            ("POST", "images", "create" or "load") or ("POST", _, "push" or "build") => EngineStream.Messages,
            ("GET", "images", "get") or ("GET", _, "archive" or "export" or "logs") or ("POST", _, "attach") => EngineStream.Bytes,
            ("POST", _, "start") when segments.Contains("exec") => EngineStream.Bytes,
            _ => EngineStream.None,
        };
    }

    /// <summary>How much of it is read at most.</summary>
    public static long Largest(EngineStream kind) => kind switch
    {
        EngineStream.None => Limits.Answer,
        EngineStream.Messages => Limits.File,
        _ => Limits.Download,
    };
}
