using FlowKit.Values;

namespace FlowKit.Http;

/// <summary>Values where HTTP only has text: query, headers, form fields.</summary>
internal static class PlainText
{
    /// <summary>A text as it is, null as the empty text, objects and lists as JSON, the rest as JSON writes it.</summary>
    public static string Of(FlowValue value) => value.AsString() ?? (value.IsNullOrMissing ? string.Empty : value.ToJson());
}
