using System.Net;
using FlowKit.Http;
using FlowKit.Values;

namespace FlowKit.Models;

/// <summary>Errors that services tell in the body of an answer, some of them under status 200.</summary>
internal static class ServiceError
{
    private static readonly string[] PassingCodes =
        ["rate_limit", "server_error", "overloaded", "service_unavailable", "Throttling", "InternalError", "ServiceUnavailable", "RequestTimeOut"];

    /// <summary>The error: <c>{ "error": ... }</c>, or an answer that consists of a <c>code</c> and a <c>message</c>; missing when there is none.</summary>
    public static FlowValue In(FlowValue answer) => answer["error"] is { IsNullOrMissing: false } error ? error
        : HasCode(answer) && !answer["message"].IsMissing && answer["output"].IsNullOrMissing && answer["choices"].IsNullOrMissing ? answer
        : default;

    /// <summary>It is a matter of load or luck: a number that would be such a status, or a code that says so.</summary>
    public static bool IsRetryable(FlowValue error) => error["code"].AsInt64() is { } status
        ? status is >= 100 and < 1000 && AnswerReading.IsRetryable((HttpStatusCode)status)
        : IsPassing(error["code"]) || IsPassing(error["type"]);

    /// <summary>As much of the error as is kept with a failure.</summary>
    public static string Beginning(FlowValue error)
    {
        var text = error.AsString() ?? error.ToJson();
        const int Most = AnswerReading.DetailBytes;
        return text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)];
    }

    private static bool HasCode(FlowValue answer) => answer["code"] is { IsNullOrMissing: false } code && code.AsString() != string.Empty;

    private static bool IsPassing(FlowValue code) => code.AsString() is { } text &&
        PassingCodes.Any(passing => text.StartsWith(passing, StringComparison.OrdinalIgnoreCase));
}
