using System.Diagnostics;
using System.Runtime.CompilerServices;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Storing;

namespace FlowKit;

/// <summary>
/// What a caller may say about a start. Its texts are refused (<see cref="FlowErrorCodes.StartTextInvalid"/>) when they are blank, too long, or
/// hold a NUL or half a surrogate pair.
/// </summary>
public sealed record StartOptions
{
    /// <summary>200 characters.</summary>
    public const int LongestId = 200;

    /// <summary>
    /// An id of the caller's own, up to 200 characters; a second start with it returns the first execution. Null for a new
    /// <c>workspace:dagName_c_(uuid v7)</c>.
    /// </summary>
    public string? ExecutionId { get; init; }

    /// <summary>
    /// Names of tasks, or keys of the declared output: tasks that none of them needs, and that lead to no task with a <c>write</c> effect, are
    /// SKIPPED as pruned. Null for everything.
    /// </summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>With <see cref="Targets"/>: tasks with a <c>write</c> effect that no target needs are pruned too.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Who is told of the end, in place of whom the flow names in its <c>callback</c>: <c>new() { ResourceName = "https://host/done" }</c>. It is
    /// kept with the execution, may use the flow's <c>resources</c> and common mappings, and is given no secrets. Null for the flow's own.
    /// </summary>
    public CallbackDescriptor? Callback { get; init; }

    /// <summary>
    /// A key of the caller's own, such as the number of an order, up to 200 characters. There is one execution of a flow (whatever its
    /// version) for each type and key: a second start returns the first one, however it stands, as long as the store keeps it. With an
    /// <see cref="ExecutionId"/> beside it, or when it <see cref="BusinessKeyIsLabel"/>, it is only what the execution is found by. Null for none.
    /// </summary>
    public string? BusinessKey { get; init; }

    /// <summary>What kind of key it is, such as <c>order</c>, up to 200 characters; null for none.</summary>
    public string? BusinessKeyType { get; init; }

    /// <summary>The key is only a label, that many executions may share: every start starts one. False by default.</summary>
    public bool BusinessKeyIsLabel { get; init; }

    /// <summary>Who starts it, as the host names them, up to 200 characters: executions are found by it. Null for unknown.</summary>
    public string? Creator { get; init; }

    /// <summary>
    /// The W3C trace the execution belongs to, such as <c>ActivityContext.Parse(traceparent, tracestate)</c>: its activities stand under it, and
    /// what is sent out hands it on. It is kept with the execution, but for a trace state of more than 512 characters. Null for that of
    /// <see cref="Activity.Current"/>, and where there is none for a trace of its own; <c>default(ActivityContext)</c> for one of its own in any case.
    /// </summary>
    public ActivityContext? Trace { get; init; }

    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StartTextInvalid"/>.</exception>
    internal void Check()
    {
        Check(ExecutionId);
        Check(BusinessKey);
        Check(BusinessKeyType);
        Check(Creator);
    }

    private static void Check(string? text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        if (text is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw Invalid(name, "is blank. Give a text, or null for none");
        }

        if (text.Length > LongestId)
        {
            throw Invalid(name, $"has {text.Length} characters, and at most {LongestId} are kept. Give a shorter one, such as a hash of it");
        }

        if (!KeepableText.Is(text))
        {
            throw Invalid(name, "holds a NUL or half a surrogate pair, which no store keeps. Write it another way, such as in hex or base64");
        }
    }

    private static FlowException Invalid(string? name, string how) =>
        new(FlowErrorCodes.StartTextInvalid, $"The '{name}' of the start {how}.");
}
