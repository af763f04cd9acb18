/** Bounded HTTP reads of services behind the cluster: ways there, repeats, and failures as data. */
export { accepted, type Expected, json } from "./answer.ts";
export { BOUNDS, type HttpBounds } from "./bounds.ts";
export { HttpClient, type HttpSession } from "./client.ts";
export { type DirectCredentials, type DirectRouteOptions, directRoute } from "./direct.ts";
export type { HttpAnswer, HttpExchange, HttpRequest, HttpRoute, NoHttpAnswer } from "./route.ts";
