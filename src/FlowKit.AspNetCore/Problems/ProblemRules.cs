using FlowKit.AspNetCore.Endpoints;
using FlowKit.Errors;
using Microsoft.AspNetCore.Http;

namespace FlowKit.AspNetCore.Problems;

/// <summary>Which problem an exception is.</summary>
internal static class ProblemRules
{
    /// <summary>What nobody foresaw is told by the log, and not to the outside.</summary>
    public static Problem Unforeseen { get; } = new(
        StatusCodes.Status500InternalServerError, FlowErrorCodes.HostFault, "The host failed. Its log says more.");

    /// <summary>The problem; null for what nobody foresaw.</summary>
    public static Problem? Of(Exception fault) => fault switch
    {
        ProblemException told => told.Problem,
        FlowRefusedException refused => Refused(refused),
        FlowException flow => new(StatusOf(flow.Code), flow.Code, flow.Message),

        // The web server itself refuses: a body that is cut off or larger than it takes.
        BadHttpRequestException bad => new(
            bad.StatusCode,
            bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? FlowErrorCodes.BodyTooLarge : FlowErrorCodes.BodyInvalid,
            "The web server could not read the request."),
        _ => null,
    };

    private static Problem Refused(FlowRefusedException refused)
    {
        var first = refused.Diagnostics.First(one => one.Severity == DiagnosticSeverity.Error);
        var errors = refused.Diagnostics.Count(one => one.Severity == DiagnosticSeverity.Error);
        var detail = errors == 1 ? first.ToString() : $"{errors} errors, the first: {first}";
        return new(StatusCodes.Status400BadRequest, refused.Code, detail)
        {
            More = [new("diagnostics", DiagnosticJson.Of(refused.Diagnostics))],
        };
    }

    private static int StatusOf(string code) => code switch
    {
        FlowErrorCodes.UnknownExecution or FlowErrorCodes.UnknownFlow or FlowErrorCodes.UnknownTask or FlowErrorCodes.UnknownDescriptor =>
            StatusCodes.Status404NotFound,
        FlowErrorCodes.WrongStatus or FlowErrorCodes.TaskNotOpen or FlowErrorCodes.CallbackConflict or
            FlowErrorCodes.CallbackOfOtherAttempt or FlowErrorCodes.TakesNoCallback => StatusCodes.Status409Conflict,
        FlowErrorCodes.InputRefused or FlowErrorCodes.CursorInvalid => StatusCodes.Status400BadRequest,
        FlowErrorCodes.EngineStopping => StatusCodes.Status503ServiceUnavailable,

        // The store: whoever comes again may find it well.
        _ when code.StartsWith("FLOW5", StringComparison.Ordinal) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
