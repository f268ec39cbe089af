using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Secrets;

/// <summary>
/// Takes the values of secrets out of what comes back from outside. Knows those that were handed out since the start of the process; a value
/// shorter than <see cref="LeastLength"/> characters is not looked for, as it would be found everywhere.
/// </summary>
internal sealed class SecretScrubber
{
    private const int LeastLength = 4;
    private const string Mask = Redaction.Mask;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public void Learn(IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            _known.TryAdd(secret, true);
        }
    }

    /// <summary>A value that came by callback, when it is not known any more which task was given which secret.</summary>
    public FlowValue Clean(FlowValue value) => _known.IsEmpty ? value : Clean(value, [.. _known.Keys]);

    public static DispatchOutcome Clean(DispatchOutcome outcome, IReadOnlyCollection<string> secrets) => outcome switch
    {
        DispatchOutcome.Answered answer => answer with { Output = Clean(answer.Output, secrets) },
        DispatchOutcome.Broken broken => broken with { Failure = Clean(broken.Failure, secrets) },
        _ => outcome,
    };

    public static string Clean(string text, IReadOnlyCollection<string> secrets) =>
        secrets.SelectMany(Forms).OrderByDescending(form => form.Length).Aggregate(text, (clean, form) => clean.Replace(form, Mask, StringComparison.Ordinal));

    public static bool IsIn(string text, IReadOnlyCollection<string> secrets) =>
        secrets.SelectMany(Forms).Any(form => text.Contains(form, StringComparison.Ordinal));

    private static FlowFailure Clean(FlowFailure failure, IReadOnlyCollection<string> secrets) => failure with
    {
        Code = Clean(failure.Code, secrets),
        Message = Clean(failure.Message, secrets),
        Detail = Clean(failure.Detail, secrets),
    };

    private static FlowValue Clean(FlowValue value, IReadOnlyCollection<string> secrets) => value.Kind switch
    {
        FlowValueKind.String when IsIn(value.AsString()!, secrets) => Clean(value.AsString()!, secrets),
        FlowValueKind.Array when value.Items.Any(item => IsIn(item, secrets)) => FlowValue.Array(value.Items.Select(item => Clean(item, secrets))),
        FlowValueKind.Object when value.Members.Any(member => IsIn(member, secrets)) => FlowValue.Object(
            value.Members.Select(member => KeyValuePair.Create(Clean(member.Key, secrets), Clean(member.Value, secrets)))),
        _ => value,
    };

    private static bool IsIn(FlowValue value, IReadOnlyCollection<string> secrets) => value.Kind switch
    {
        FlowValueKind.String => IsIn(value.AsString()!, secrets),
        FlowValueKind.Array => value.Items.Any(item => IsIn(item, secrets)),
        FlowValueKind.Object => value.Members.Any(member => IsIn(member, secrets)),
        _ => false,
    };

    private static bool IsIn(KeyValuePair<string, FlowValue> member, IReadOnlyCollection<string> secrets) =>
        IsIn(member.Key, secrets) || IsIn(member.Value, secrets);

    // As it is, and as it stands in JSON texts of several habits, in addresses and in forms.
    private static IEnumerable<string> Forms(string secret)
    {
        if (secret.Length < LeastLength)
        {
            return [];
        }

        var json = FlowValue.From(secret).ToJson()[1..^1];
        string[] forms =
        [
            secret,
            json,
            json.Replace("/", "\\/", StringComparison.Ordinal),
            JsonEncodedText.Encode(secret).ToString(),
            Uri.EscapeDataString(secret),
            WebUtility.UrlEncode(secret),
        ];
        return forms.Distinct(StringComparer.Ordinal);
    }
}
