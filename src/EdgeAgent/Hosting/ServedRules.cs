using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Pipeline;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting;

/// <summary>A rule for a class that the model has not would never fire. A model that is not there yet is waited for instead.</summary>
internal static class ServedRules
{
    /// <summary>What is wrong; empty where every rule can fire.</summary>
    public static IReadOnlyList<Problem> Check(AgentOptions options)
    {
        if (CameraPlans.From(options).FirstOrDefault(plan => plan.RuleSet.NeedsPostures) is { } asking && FindNoPoseModel(options.PoseModel, asking) is { } missing)
        {
            return [missing];
        }

        try
        {
            var labels = ModelPackage.Read(options.Model.Directory).Manifest.Labels;
            return [.. CameraPlans.From(options).SelectMany(plan => RuleEngine.Check(plan.RuleSet, labels))];
        }
        catch (ModelException)
        {
            return [];
        }
    }

    private static Problem? FindNoPoseModel(PoseModelOptions options, CameraPlan asking)
    {
        try
        {
            ModelFamily.ThrowIfNoPoseModel(ModelPackage.Read(options.Directory));
            return null;
        }
        catch (ModelException e)
        {
            return new Problem(
                "config/pose-model",
                $"rule '{asking.Rules.First(rule => rule.NeedsPostures).Id}' needs the pose model: {e.Problem.Message}",
                "name its folder in poseModel.directory; scripts/setup.sh makes one in .artifacts/model-pose",
                $"{asking.Path}.rules");
        }
    }
}
