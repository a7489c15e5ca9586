// The official SDK, pointed at the server.

import { createRequire } from 'node:module';

import { appSecret, suite } from './organisation.js';

// The SDK is CommonJS; these are the requires of DingTalk's own samples.
const require = createRequire(import.meta.url);
const OpenApi = require('@alicloud/openapi-client');
const Util = require('@alicloud/tea-util');
const oauth2 = require('@alicloud/dingtalk/oauth2_1_0');

export const rooms = require('@alicloud/dingtalk/rooms_1_0');
const calendar = require('@alicloud/dingtalk/calendar_1_0');

/** The request class of each token call. */
const tokenRequests = {
  getAccessToken: oauth2.GetAccessTokenRequest,
  getCorpAccessToken: oauth2.GetCorpAccessTokenRequest,
  getSuiteAccessToken: oauth2.GetSuiteAccessTokenRequest,
  getToken: oauth2.GetTokenRequest,
  getUserToken: oauth2.GetUserTokenRequest,
};

/** The parameter in the path of each call that has one. */
const pathParameters = {
  deleteMeetingRoom: 'roomId',
  queryDeviceCustomTemplate: 'templateId',
  deleteMeetingRoomGroup: 'groupId',
  queryMeetingRoomGroup: 'groupId',
  queryDeviceIpByCode: 'shareCode',
};

/** The clients of one server. Only `protocol` and `endpoint` differ from DingTalk's samples. */
export class Sdk {
  #rooms;
  #oauth2;
  #calendar;

  constructor(server) {
    const config = new OpenApi.Config({ protocol: 'http', endpoint: server.address });
    this.#rooms = new rooms.default(config);
    this.#oauth2 = new oauth2.default(config);
    this.#calendar = new calendar.default(config);
  }

  /** QueryMeetingRoom; a token or an operator that is null or undefined is not sent. */
  readRoom(token, roomId, unionId) {
    return this.#rooms.queryMeetingRoomWithOptions(
      roomId,
      new rooms.QueryMeetingRoomRequest({ unionId }),
      new rooms.QueryMeetingRoomHeaders({ xAcsDingtalkAccessToken: token }),
      new Util.RuntimeOptions({}),
    );
  }

  /** Whether the SDK has a call of rooms_1_0. */
  hasRoomCall(operation) {
    return typeof this.#rooms[`${operation}WithOptions`] === 'function';
  }

  /** A call of rooms_1_0, its arguments by their wire names; `inPath` is the one of the path. */
  roomCall(operation, token, args, inPath = pathParameters[operation] ?? null) {
    const name = operation[0].toUpperCase() + operation.slice(1);
    const { [inPath]: id, ...others } = args;
    // A call that has nothing but its path has no request.
    const Request = rooms[`${name}Request`];
    return this.#rooms[`${operation}WithOptions`](
      ...(inPath === null ? [] : [id]),
      ...(Request === undefined ? [] : [fromWire(Request, inPath === null ? args : others)]),
      new rooms[`${name}Headers`]({ xAcsDingtalkAccessToken: token }),
      new Util.RuntimeOptions({}),
    );
  }

  /**
   * A call of calendar_1_0, its arguments by their wire names. What stands in the path is what the
   * SDK's method takes before its request, in its own order.
   */
  calendarCall(operation, token, args, clientToken) {
    const name = operation[0].toUpperCase() + operation.slice(1);
    const method = this.#calendar[`${operation}WithOptions`];
    const parameters = /\(([^)]*)\)/.exec(method.toString())[1].split(', ');
    const end = parameters.findIndex((each) => ['request', 'headers'].includes(each));
    const { ...others } = { calendarId: 'primary', ...args };
    const path = parameters.slice(0, end).map((each) => {
      const value = others[each];
      delete others[each];
      return value;
    });
    // A call that has nothing but its path has no request.
    const Request = calendar[`${name}Request`];
    return method.call(
      this.#calendar,
      ...path,
      ...(Request === undefined ? [] : [deeply(Request, others)]),
      new calendar[`${name}Headers`]({ xAcsDingtalkAccessToken: token, xClientToken: clientToken }),
      new Util.RuntimeOptions({}),
    );
  }

  /** A call without a body that the SDK has no method for, as its own methods make it. */
  anyCall(method, pathname) {
    const params = new OpenApi.Params({
      action: 'AnyCall',
      version: 'rooms_1.0',
      protocol: 'HTTP',
      pathname,
      method,
      authType: 'AK',
      style: 'ROA',
      reqBodyType: 'none',
      bodyType: 'json',
    });
    const request = new OpenApi.OpenApiRequest({ headers: {}, query: {} });
    return this.#rooms.execute(params, request, new Util.RuntimeOptions({}));
  }

  /** One of the token calls, its arguments by their wire names. */
  async tokenCall(operation, args, corpId) {
    const request = fromWire(tokenRequests[operation], args);
    const path = corpId === undefined ? [] : [corpId];
    return (await this.#oauth2[operation](...path, request)).body;
  }

  /** A token on behalf of the person who gave the code. */
  userToken(code, appKey = 'dingdemo') {
    const args = { clientId: appKey, clientSecret: appSecret(appKey), code };
    return this.tokenCall('getUserToken', { ...args, grantType: 'authorization_code' });
  }

  /** A token of an internal app. */
  async appToken(appKey = 'dingdemo') {
    const args = { appKey, appSecret: appSecret(appKey) };
    return (await this.tokenCall('getAccessToken', args)).accessToken;
  }

  /** A token of a third-party app for an organisation. */
  async suiteToken(suiteKey, authCorpId) {
    const { suiteSecret, suiteTicket } = suite(suiteKey);
    const args = { suiteKey, suiteSecret, suiteTicket, authCorpId };
    return (await this.tokenCall('getCorpAccessToken', args)).accessToken;
  }
}

/** A model of the SDK, made from the names that the wire has for its properties. */
function fromWire(Model, map) {
  const properties = Object.entries(Model.names());
  return new Model(Object.fromEntries(properties.map(([name, wire]) => [name, map[wire]])));
}

/** The same, and what lies in it: a model within a model is one of the SDK's own. */
function deeply(Model, map) {
  const types = Model.types();
  const properties = Object.entries(Model.names()).filter(([, wire]) => map[wire] !== undefined);
  const value = (type, given) => {
    if (typeof type === 'function') return deeply(type, given);
    if (type?.type === 'array') return given.map((each) => value(type.itemType, each));
    return given;
  };
  const made = properties.map(([name, wire]) => [name, value(types[name], map[wire])]);
  return new Model(Object.fromEntries(made));
}
