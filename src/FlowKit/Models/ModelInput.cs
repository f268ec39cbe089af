using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Http;
using FlowKit.Values;

namespace FlowKit.Models;

/// <summary>The input of a task that asks a model.</summary>
internal sealed class ModelInput(DispatchRequest request)
{
    /// <summary>The task instance, for messages.</summary>
    public string Task => request.Task;

    public FlowValue this[string name] => request.Input[name];

    /// <summary>A text, or what stands for one; null when it is missing or blank.</summary>
    public string? TextOrNull(string name) => PlainText.Of(this[name]) is var text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <exception cref="HttpFaultException">The text is missing or blank.</exception>
    public string Text(string name) => TextOrNull(name) ?? throw Missing(name);

    /// <summary>The text between its prefix and its suffix; null when the text itself is missing or blank.</summary>
    public string? WrappedOrNull(string name) => TextOrNull(name) is { } text
        ? $"{PlainText.Of(this[$"{name}_prefix"])}{text}{PlainText.Of(this[$"{name}_suffix"])}"
        : null;

    public HttpFaultException Missing(string name) => new(
        FlowErrorCodes.ModelInputInvalid, $"The input of task '{Task}' has no '{name}'. Map it, or write it in the task's 'parameters'.");

    public HttpFaultException Unfit(string name, string expected) =>
        new(FlowErrorCodes.ModelInputInvalid, $"'{name}' in the input of task '{Task}' is {this[name].Kind}. Give {expected}.");
}
