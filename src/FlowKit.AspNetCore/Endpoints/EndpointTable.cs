using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Every endpoint there is.</summary>
internal static class EndpointTable
{
    private static readonly string[] OnGet = ["GET"];
    private static readonly string[] OnPost = ["POST"];
    private static readonly string[] OnBoth = ["GET", "POST"];

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("/trigger.json", OnBoth, TriggerEndpoint.TriggerAsync, IsCallback: true),
        Post("/finish.json", TriggerEndpoint.FinishAsync),
        Post("/wakeup.json", OperationEndpoints.WakeUpAsync),
        Post("/submit.json", SubmitEndpoint.SubmitAsync),
        Post("/redo.json", OperationEndpoints.RedoAsync),
        Post("/restart.json", OperationEndpoints.RestartAsync),
        Post("/run_task.json", OperationEndpoints.RunTaskAsync),
        Post("/skip.json", OperationEndpoints.SkipAsync),
        Post("/repeat.json", OperationEndpoints.RepeatAsync),
        Post("/task_degrade.json", OperationEndpoints.DegradeAsync),
        Post("/cancel.json", OperationEndpoints.CancelAsync),
        Post("/complete.json", OperationEndpoints.CompleteAsync),
        Post("/pause.json", OperationEndpoints.PauseAsync),
        Post("/resume.json", OperationEndpoints.ResumeAsync),
        Post("/resend_callback.json", OperationEndpoints.ResendCallbackAsync),
        Get("/get.json", ViewEndpoints.GetAsync),
        Get("/get_context.json", ViewEndpoints.GetContextAsync),
        Get("/history.json", ViewEndpoints.GetHistoryAsync),
        Get("/executions.json", ListEndpoint.ListAsync),
        Get("/descriptor.json", DescriptorEndpoints.GetAsync),
        Post("/descriptor.json", DescriptorEndpoints.AddAsync),
        Post("/validate.json", DescriptorEndpoints.ValidateAsync),
        new("/explain.json", OnBoth, ExplainEndpoint.ExplainAsync),
        Post("/mapping_evaluation.json", EvaluationEndpoint.EvaluateAsync),
        Get("/health", HealthEndpoints.HealthAsync),
        Get("/openapi.json", HealthEndpoints.OpenApiAsync),
    ];

    private static Endpoint Get(string path, Func<EndpointCall, ValueTask<FlowValue>> handle) => new(path, OnGet, handle);

    private static Endpoint Post(string path, Func<EndpointCall, ValueTask<FlowValue>> handle) => new(path, OnPost, handle);
}
