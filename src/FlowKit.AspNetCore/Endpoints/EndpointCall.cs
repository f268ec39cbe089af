using System.Globalization;
using System.Text;
using FlowKit.AspNetCore.Problems;
using FlowKit.Errors;
using FlowKit.Hosting;
using FlowKit.Secrets;
using FlowKit.Values;
using Microsoft.AspNetCore.Http;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>One request, as an endpoint sees it.</summary>
internal sealed class EndpointCall(HttpContext http, FlowEngine engine, FlowHostBuilder flows)
{
    public HttpRequest Request => http.Request;

    public CancellationToken Aborted => http.RequestAborted;

    public FlowEngine Engine => engine;

    public Redaction Redaction => flows.Redaction;

    public SecretScrubber Scrubber => flows.Scrubber;

    /// <summary>A parameter of the query; null when it is not there or empty.</summary>
    /// <exception cref="ProblemException">It is there twice.</exception>
    public string? Find(string name)
    {
        var values = Request.Query[name];
        return values.Count > 1
            ? throw Invalid(name, "is given more than once")
            : string.IsNullOrEmpty(values) ? null : values.ToString();
    }

    /// <summary>A parameter that must be there.</summary>
    /// <exception cref="ProblemException">It is not.</exception>
    public string Need(string name) => Find(name) ?? throw Invalid(name, "is missing");

    /// <summary>A parameter that is a list: given several times, or with commas; null when it is not there or empty.</summary>
    /// <exception cref="ProblemException">There are commas with nothing between them.</exception>
    public IReadOnlyList<string>? List(string name)
    {
        var given = Request.Query[name].Where(one => !string.IsNullOrEmpty(one)).ToArray();
        var values = given.SelectMany(one => one!.Split(',', StringSplitOptions.TrimEntries)).ToArray();
        return values.Contains(string.Empty) ? throw Invalid(name, "has an empty entry")
            : values.Length == 0 ? null : values;
    }

    /// <summary>
    /// Who asks for an operation, and why: whom the host has let in by a name, else whom the query names; null when nothing is said of that.
    /// </summary>
    /// <exception cref="ProblemException">One of them is there twice.</exception>
    public OperationNote? Note
    {
        get
        {
            var by = http.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } ? name : Find("by");
            var reason = Find("reason");
            return by is null && reason is null ? null : new(by, reason);
        }
    }

    public bool Flag(string name, bool otherwise = false) => Find(name)?.ToLowerInvariant() switch
    {
        null => otherwise,
        "false" or "0" => false,
        "true" or "1" => true,
        _ => throw Invalid(name, "must be true or false"),
    };

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Find(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Invalid(name, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));
    }

    /// <summary>A text a start takes; null when it is not there.</summary>
    public string? Text(string name) => Find(name) is not { } text ? null
        : !string.IsNullOrWhiteSpace(text) && text.Length <= StartOptions.LongestId ? text
        : throw Invalid(name, $"must have 1 to {StartOptions.LongestId} characters");

    /// <summary>An instant in the form of ISO 8601, in UTC unless it says otherwise; null when it is not there.</summary>
    public DateTimeOffset? Time(string name) => Find(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw Invalid(name, "must be a time such as 2026-01-31T12:00:00Z");

    /// <summary>A parameter that is a JSON object; missing when it is not there.</summary>
    /// <exception cref="ProblemException">It is no JSON, or no object.</exception>
    public FlowValue Object(string name)
    {
        if (Find(name) is not { } text)
        {
            return default;
        }

        var value = RequestBody.Parse(Encoding.UTF8.GetBytes(text), $"The parameter '{name}'");
        return value.Kind == FlowValueKind.Object ? value : throw RequestBody.Unfit($"The parameter '{name}' must be a JSON object.");
    }

    public static ProblemException Invalid(string name, string what) =>
        new(StatusCodes.Status400BadRequest, FlowErrorCodes.ParameterInvalid, $"The parameter '{name}' {what}.");

    public static ProblemException NotYet(string what) =>
        new(StatusCodes.Status501NotImplemented, FlowErrorCodes.NotSupportedYet, $"{what} is not supported yet.");
}
